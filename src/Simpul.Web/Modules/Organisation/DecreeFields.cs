using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>
/// What a step that enacts is asked for, and the legal document that comes of it. Which step that is the profile says: one that records a decree,
/// or has an outcome <c>enact</c>; where no step does, the one that ends the procedure well.
/// </summary>
internal static class DecreeFields
{
    private static readonly LegalDocumentKind[] Kinds =
        [LegalDocumentKind.HeadDecree, LegalDocumentKind.HeadRegulation, LegalDocumentKind.SecretaryDecree, LegalDocumentKind.AgencyHeadDecree, LegalDocumentKind.Circular, LegalDocumentKind.Other];

    public static readonly IReadOnlyList<CaseField> All =
    [
        new("decreeKind", "Jenis produk hukum", FieldKind.Choice) { Choices = _ => [.. Kinds.Select(kind => new FieldChoice(kind.ToString(), Words.LegalDocumentKinds.Of(kind)))] },
        new("decreeNumber", "Nomor", FieldKind.Text) { MaxLength = LegalDocument.NumberLength, Help = "Misalnya 123/KPTS/DISKOMINFO/2026." },
        new("decreeDate", "Tanggal ditetapkan", FieldKind.Date),
        new("decreeTitle", "Tentang", FieldKind.Text) { MaxLength = LegalDocument.TitleLength, Help = "Seperti pada naskahnya." },
        new("inForceFrom", "Berlaku sejak", FieldKind.Date) { Required = false, Help = "Kosongkan bila berlaku sejak ditetapkan." },
    ];

    /// <summary>Whether leaving this step forwards enacts something.</summary>
    public static bool Enacts(Procedure procedure, Step step) =>
        procedure.Steps.Any(Says) ? Says(step) : step.Outcomes.Any(outcome => outcome.To == "done");

    /// <summary>The legal document of this decision: the one that is registered already, or a new one, with the files that the step asked for.</summary>
    /// <param name="about">Keys by which checks find it.</param>
    public static async Task<LegalDocument> Register(IServiceProvider services, CaseTurn turn, IReadOnlyList<string> about, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        var kind = Enum.Parse<LegalDocumentKind>(turn.Data.Text("decreeKind")!);
        var (number, date) = (turn.Data.Text("decreeNumber")!, turn.Data.Date("decreeDate")!.Value);
        var document = await db.Set<LegalDocument>().SingleOrDefaultAsync(item => item.Kind == kind && item.Number == number && item.IssuedOn == date, cancel);
        var isNew = document is null;
        document ??= new LegalDocument
        {
            Kind = kind,
            Number = number,
            IssuedOn = date,
            Title = turn.Data.Text("decreeTitle")!,
            Signer = turn.Step.By,
            InForceFrom = InForceFrom(turn),
        };
        document.About = [.. document.About.Union(about)];
        if (isNew)
        {
            db.Add(document);
        }
        await LegalDocumentRegister.Declared.Keep(services, document, isNew, cancel);
        var files = services.GetRequiredService<Attachments>();
        foreach (var slot in turn.Step.Needs)
        {
            await files.Share("cases", turn.Item.Id, slot, "legal-documents", document.Id, document.Title, LegalDocumentRegister.Declared.HrefOf(document.Id), OrganisationPermissions.View, cancel);
        }
        return document;
    }

    public static DateOnly InForceFrom(CaseTurn turn) => turn.Data.Date("inForceFrom") ?? turn.Data.Date("decreeDate")!.Value;

    private static bool Says(Step step) => step.Records.Contains("decree") || step.Outcomes.Any(outcome => outcome.Key == "enact");
}
