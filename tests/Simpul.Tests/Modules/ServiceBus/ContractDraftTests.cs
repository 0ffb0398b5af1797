using FsCheck;
using FsCheck.Fluent;
using Simpul.Bus.Descriptions;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Calendar;
using Xunit;
using Agreement = Simpul.Bus.Contracts.Contract;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>What a contract says of the elements that were ticked for it.</summary>
public sealed class ContractDraftTests
{
    [Fact]
    public void Whatever_is_ticked_the_contract_lets_through_that_and_no_more()
    {
        var description = ApiDescription.Parse(System.Text.Encoding.UTF8.GetBytes(BusHall.Description));
        var version = new BusServiceVersion { Label = "v1", DescriptionSha256 = new string('a', 64), State = ServiceVersionState.Published };
        version.Fields = [.. description.Operations.Single().Elements().Select((one, at) => new ServiceField { VersionId = version.Id, Position = at, Operation = "getPerson", Element = one.At, Name = one.Name, Depth = one.Depth })];
        var (consumer, provider) = (new BusMember { Code = "a", Name = "A" }, new BusMember { Code = "b", Name = "B" });
        var service = new BusService { Code = "penduduk", ProviderId = provider.Id };
        var today = new DateOnly(2026, 11, 2);
        Prop.ForAll(Gen.Choose(1, (1 << version.Fields.Count) - 1).ToArbitrary(), mask =>
        {
            var ticked = version.Fields.Where((_, at) => (mask & (1 << at)) != 0).ToList();
            var made = new ContractDraft { Ticked = [.. ticked.Select(field => field.Id)], PurposeCode = "x", Purpose = "X", LegalBasis = "PKS", From = today, Until = today }.Make("hub", consumer, provider, service, version, description, today, new Zone());
            var pointers = made.Value.Fields.Single().Value;
            bool Through(string element) => pointers.Any(pointer => ContractDraft.IsUnder(element, pointer));
            // Exactly what was ticked with what stands under it; no pointer twice or under another; one hash for one set.
            return version.Fields.All(field => Through(field.Element) == ticked.Any(one => ContractDraft.IsUnder(field.Element, one.Element)))
                && pointers.All(pointer => ticked.Any(one => one.Element == pointer)) && pointers.All(pointer => !pointers.Any(other => other != pointer && ContractDraft.IsUnder(pointer, other)))
                && Agreement.Parse(made.Value.Canonical).Id == made.Value.Id;
        }).QuickCheckThrowOnFailure();
    }
}
