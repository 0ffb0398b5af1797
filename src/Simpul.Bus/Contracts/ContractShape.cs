using System.Text.RegularExpressions;

namespace Simpul.Bus.Contracts;

/// <summary>The bounds of a contract's values.</summary>
static partial class ContractShape
{
    const int MaxOperations = 200;
    const int MaxFields = 2000;
    const int MaxText = 2000;

    internal static readonly string[] Classifications = ["public", "restricted", "secret"];

    internal static void Check(Contract contract)
    {
        // A null inside a list, and a list that is absent, come as null whatever the type says.
        Must(contract.LegalBasis.All(basis => basis is not null) && contract.Fields.Values.All(list => list is not null && list.All(pointer => pointer is not null)), "No list may hold null.");
        Must(contract.Format == Contract.CurrentFormat, $"\"format\" must be {Contract.CurrentFormat}.");
        Must(NoteText.IsName(contract.Hub), "\"hub\" must be the name of an instance.");
        foreach (var party in new[] { contract.Consumer, contract.Provider })
        {
            Must(IsCode(party.Member), $"The member code \"{party.Member}\" must be lower-case letters, digits and hyphens, at most 64.");
            Must(IsText(party.Name), "A party must have a name.");
        }
        Must(contract.Consumer.Member != contract.Provider.Member, "Consumer and provider must be two members.");
        Must(IsCode(contract.Service.Code) && IsCode(contract.Service.Version), "Service code and version must be lower-case letters, digits, dots and hyphens, at most 64.");
        Must(IsHash(contract.Service.Description), "\"service.description\" must be a SHA-256 in lower-case hexadecimal.");
        Must(contract.Operations.Count is > 0 and <= MaxOperations && contract.Operations.All(IsText) && contract.Operations.Distinct().Count() == contract.Operations.Count,
            $"\"operations\" must name 1 to {MaxOperations} operations, each once.");
        Must(IsCode(contract.Purpose.Code) && IsText(contract.Purpose.Text), "\"purpose\" must have a code and a text.");
        Must(contract.LegalBasis.Count is > 0 and <= 20 && contract.LegalBasis.All(basis => IsText(basis.Title)), "\"legalBasis\" must name 1 to 20 grounds.");
        Must(contract.Fields.Keys.ToHashSet().SetEquals(contract.Operations), "\"fields\" must have a member for each operation and no other.");
        Must(contract.Fields.Values.Sum(list => list.Count) <= MaxFields, $"A contract names at most {MaxFields} data elements.");
        Must(contract.Fields.Values.All(list => list.All(pointer => pointer.Length == 0 || pointer[0] == '/')), "A data element is a JSON Pointer: empty, or beginning with a slash.");
        Must(contract.DataSubjects is null || IsText(contract.DataSubjects), "\"dataSubjects\" must be a text.");
        Must(Classifications.Contains(contract.Classification), "\"classification\" must be public, restricted or secret.");
        Must(contract.Valid.From < contract.Valid.Until, "\"valid\" must begin before it ends.");
        Must(contract.Quota is null or { Calls: > 0, Per: "day" or "month" }, "\"quota\" must be one call or more per day or month.");
        Must(contract.Rate is null or { Calls: > 0, Seconds: > 0 and <= 86400 }, "\"rate\" must be one call or more in 1 to 86,400 seconds.");
        IReadOnlyList<string>? requires = contract.Requires;
        Must(requires is not null && requires.All(Requirement.All.Contains), $"\"requires\" may name {string.Join(", ", Requirement.All)}.");
        Must(contract.Replaces is null || IsHash(contract.Replaces), "\"replaces\" must be the id of a contract.");
    }

    internal static bool IsCode(string? text) => text is not null && Code().IsMatch(text);

    internal static bool IsHash(string? text) => text is not null && Hash().IsMatch(text);

    internal static void Must(bool holds, string otherwise)
    {
        if (!holds) throw new FormatException(otherwise);
    }

    static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxText;

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
