using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>
/// What the steps of the bus's procedures leave behind, by what they need and record, so that four regulations may put it at four places: opinions of fitness, conformance tests,
/// interconnections, direct interfaces.
/// </summary>
internal sealed class FitnessRecords(PlatformDb db, CurrentRegulation regulation, Acting acting, Today today, IServiceProvider services)
{
    private const string Conformance = "conformance-test";
    private const string Link = "interconnection";
    private const string Direct = "api-endpoint";

    /// <summary>Documents that hold an opinion, and which fitness it is about.</summary>
    private static readonly Dictionary<string, OpinionKind> opinions = new()
    {
        ["operation-opinion"] = OpinionKind.OperationFitness, ["operation-letter"] = OpinionKind.OperationFitness,
        ["security-opinion"] = OpinionKind.SecurityFitness, ["security-letter"] = OpinionKind.SecurityFitness, ["opinion"] = OpinionKind.SecurityFitness,
    };

    /// <summary>Whether what a step leaves says something of the version that lies before it: an opinion, a test, its publication.</summary>
    public static bool Examines(Step step) => step.Needs.Any(opinions.ContainsKey) || step.Records.Contains(Conformance) || step.Records.Contains(ConnectionCase.Connects);

    public IReadOnlyList<CaseField> FieldsAt(Step step) =>
    [
        .. step.Records.Contains(Link) ?
        [
            new("linkName", "Terhubung dengan", FieldKind.Text) { Required = false, MaxLength = Interconnection.NameLength, Help = "Penghubung atau jaringan di seberang. Kosongkan bila keterhubungannya sudah tercatat." },
            new("linkKind", "Jenis keterhubungan", FieldKind.Choice) { Required = false, Choices = _ => [.. FitnessRegisters.InterconnectionKinds.Select(one => new FieldChoice(one.Value.ToString(), one.Title))] },
            new CaseField("linkAddress", "Alamat", FieldKind.Text) { Required = false, MaxLength = Interconnection.AddressLength },
        ] : Array.Empty<CaseField>(),
        .. step.Records.Contains(Conformance) ? [new CaseField("conformanceFindings", "Catatan uji kesesuaian", FieldKind.LongText) { Required = false, MaxLength = ConformanceTest.FindingsLength }] : Array.Empty<CaseField>(),
        .. step.Needs.Any(opinions.ContainsKey) ?
        [
            new("opinionNumber", "Nomor surat pertimbangan", FieldKind.Text) { Required = false, MaxLength = BusOpinion.NumberLength },
            new CaseField("opinionUntil", "Pertimbangan berlaku sampai", FieldKind.Date) { Required = false, Help = "Hari terakhir. Kosongkan bila tanpa batas waktu." },
        ] : Array.Empty<CaseField>(),
        .. step.Needs.Any(need => opinions.GetValueOrDefault(need, OpinionKind.OperationFitness) == OpinionKind.SecurityFitness) && OpinionGuideline.Of(regulation) is { } guideline ?
        [
            new CaseField("guideline", "Pedoman yang diikuti", FieldKind.Text)
            {
                MaxLength = BusOpinion.GuidelineLength, Cite = guideline.Cite, Help = $"{guideline.Text}: sebut judul, nomor, dan bagiannya. Naskahnya dapat dilampirkan pada pertimbangan yang tercatat.",
            },
        ] : Array.Empty<CaseField>(),
        .. step.Records.Contains(Direct) ?
        [
            new("directName", "Nama antarmuka", FieldKind.Text) { MaxLength = DirectInterface.NameLength },
            new("directAddress", "Alamat antarmuka", FieldKind.Text) { Required = false, MaxLength = DirectInterface.AddressLength },
            new CaseField("directReason", "Alasan tidak melalui penghubung", FieldKind.LongText) { MaxLength = DirectInterface.ReasonLength },
        ] : Array.Empty<CaseField>(),
    ];

    public async Task<IReadOnlyList<Refusal>> Against(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Step.Records.Contains(Link))
        {
            return [];
        }
        if (turn.Data.Text("linkName") is not null && turn.Data.Text("linkKind") is null)
        {
            return [Refusal.At("linkKind", "Pilih jenis keterhubungannya.")];
        }
        return turn.Data.Text("linkName") is null && !await db.Set<Interconnection>().AnyAsync(one => one.IsWorking, cancel)
            ? [Refusal.At("linkName", "Belum ada keterhubungan yang tercatat berfungsi. Isi dengan siapa penghubung ini terhubung.")] : [];
    }

    /// <summary>Makes the records of a step that is left forwards.</summary>
    public async Task Record(CaseTurn turn, Guid? member, Guid? version, CancellationToken cancel)
    {
        var (step, data, number) = (turn.Step, turn.Data, turn.Item.Number);
        if (step.Records.Contains(Link) && data.Text("linkName") is { } name)
        {
            await Keep(new Interconnection { Name = name, Kind = Enum.Parse<InterconnectionKind>(data.Text("linkKind")!), Address = data.Text("linkAddress"), IsWorking = true, TestedOn = today.Date, CaseNumber = number }, turn, cancel);
        }
        if (step.Records.Contains(Conformance) && (turn.Done || !turn.Outcome.To.Equals("alternative", StringComparison.Ordinal)))
        {
            await Keep(new ConformanceTest { Standard = "interoperability", Passed = true, MemberId = member, ServiceVersionId = version, TestedOn = today.Date, Findings = data.Text("conformanceFindings"), CaseNumber = number }, turn, cancel);
        }
        foreach (var kind in step.Needs.Where(opinions.ContainsKey).Select(need => opinions[need]).Distinct())
        {
            await Keep(new BusOpinion
            {
                Kind = kind, By = Giver(kind, step), Verdict = turn.Outcome.NeedsReason ? OpinionVerdict.FitWithConditions : OpinionVerdict.Fit, MemberId = member, ServiceVersionId = version, Number = data.Text("opinionNumber"),
                Guideline = kind == OpinionKind.SecurityFitness ? data.Text("guideline") : null,
                GivenOn = today.Date, ValidUntil = data.Date("opinionUntil"), Conditions = turn.Reason, CaseNumber = number,
            }, turn, cancel);
        }
        if (step.Records.Contains(Direct))
        {
            await Keep(new DirectInterface { Name = data.Text("directName")!, Address = data.Text("directAddress"), Reason = data.Text("directReason")!, AgencyId = turn.Item.AgencyId ?? acting.Actor.AgencyId, Since = today.Date, CaseNumber = number }, turn, cancel);
        }
    }

    /// <summary>Who gives it: the body that the regulation names, where an office here only records its letter.</summary>
    private string Giver(OpinionKind kind, Step step)
    {
        var word = kind == OpinionKind.OperationFitness ? "operation-fitness" : "security-fitness";
        return regulation.Profile.Obligations.Where(item => item.Check is { Check: "bus-opinion-held" } check && check.Text("opinion") == word).Select(item => item.Check!.Text("by")).FirstOrDefault(by => by is not null) ?? step.By;
    }

    private async Task Keep<T>(T record, CaseTurn turn, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        db.Add(record);
        await services.RegisterOf<T>().Keep(services, record, isNew: true, cancel, $"{turn.Item.Number}: {turn.Outcome.Label}");
    }
}

/// <summary>The guideline that the regulation wants an opinion of security fitness to follow (bus.opinion-guideline).</summary>
/// <param name="Cite">Where it says so.</param>
internal sealed record OpinionGuideline(string Text, string? Cite)
{
    private const string Parameter = "bus.opinion-guideline";

    /// <summary>Null where the regulation names none.</summary>
    public static OpinionGuideline? Of(CurrentRegulation regulation) =>
        regulation.IsSetUp && regulation.Profile.Text(Parameter) is { } text ? new(text, regulation.Profile.CitationOf(Parameter)?.ToString()) : null;
}
