using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of functions and the offices that hold them.</summary>
internal static class FunctionRegister
{
    public static readonly Register<FunctionHolder> Declared = new()
    {
        Kind = "functions-held",
        Slug = "pemegang-fungsi",
        Title = "Pemegang fungsi",
        One = "pemegang fungsi",
        Why = "Siapa mengoordinasikan, mengendalikan, atau menanggungjawabi suatu urusan SPBE menurut peraturan.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Teams,
        Chapter = "Organisasi",
        Icon = "diagram-3",
        OrderedBy = "function",
        TitledBy = ["function"],
        Of =
        [
            Fields.Key<FunctionHolder>("function", "Fungsi", item => item.Function, 80, ProfileChoices.Functions, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Key<FunctionHolder>("office", "Dipegang oleh", item => item.Office, 60, ProfileChoices.OwnOffices, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Choices<FunctionHolder>("with", "Bersama dengan", item => item.With, ProfileChoices.OwnOffices, new() { Listed = true }),
            Fields.Date<FunctionHolder>("from", "Mulai", item => item.From, new() { Required = true, Listed = true }),
            Fields.Date<FunctionHolder>("until", "Hari terakhir", item => item.Until, new() { Listed = true }),
            Fields.Reference<FunctionHolder>("decree", "Dasar", item => item.DecreeId, "legal-documents"),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>([.. PeriodRules.Term(item.From, item.Until)]),
    };
}
