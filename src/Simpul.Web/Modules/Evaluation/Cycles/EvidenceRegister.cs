using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Evaluation.Cycles;

/// <summary>The register of evidence: every document once, with where it is used.</summary>
internal static class EvidenceRegister
{
    public const string Slug = "bukti-evaluasi";
    public const string Kind = "evaluation-documents";

    public static readonly Register<EvidenceDocument> Declared = new()
    {
        Kind = Kind,
        Slug = Slug,
        Title = "Bukti evaluasi",
        One = "bukti",
        Under = FollowRegisters.Home,
        Why = "Setiap dokumen bukti dicatat sekali dan dapat dipakai untuk banyak indikator dan banyak putaran.",
        View = EvaluationPermissions.View,
        Edit = EvaluationPermissions.Answer,
        Icon = "file-earmark-text",
        OrderedBy = "title",
        TitleOf = item => item.Title,
        AgencyOf = item => item.AgencyId,
        Adds = false,
        Of =
        [
            Fields.Text<EvidenceDocument>("title", "Nama bukti", item => item.Title, EvidenceDocument.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Choice<EvidenceDocument, EvidenceForm>("form", "Bentuk", item => item.Form, CycleWords.Forms, new() { Required = true, Listed = true, Filtered = true, Fixed = true }),
            Fields.Date<EvidenceDocument>("issuedOn", "Tanggal dokumen", item => item.IssuedOn, new() { Listed = true, Help = "Umur bukti dihitung dari tanggal ini." }),
            Fields.Reference<EvidenceDocument>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Listed = true, Filtered = true, Fixed = true }),
            Fields.Text<EvidenceDocument>("link", "Alamat", item => item.Link, EvidenceDocument.LinkLength, new() { Help = "Diawali https:// atau http://." }),
        ],
        Rules = async (services, item, cancel) => await WhyUnchanging(services.GetRequiredService<PlatformDb>(), item.Id, cancel) is { } bound ? [bound] : Check(services.GetRequiredService<Today>().Date, item),
        Saving = (services, item, isNew, _) =>
        {
            if (!isNew)
            {
                var db = services.GetRequiredService<PlatformDb>();
                db.HoldTo((nameof(WhyUnchanging), item.Id), cancel => WhyUnchanging(db, item.Id, cancel));
            }
            return Task.CompletedTask;
        },
        More =
        [
            new Section("Dipakai untuk", "/Modules/Evaluation/Cycles/_Uses.cshtml", UsedFor),
            new Section("Isi saat diajukan", "/Modules/Evaluation/Cycles/_Frozen.cshtml", Frozen),
        ],
    };

    /// <summary>
    /// Why a document does not change any more: an answer that was submitted rests on it, or an assessor examined it, whose verdict is of what stood there then and outlives a return. Null where it may.
    /// </summary>
    internal static async Task<Refusal?> WhyUnchanging(PlatformDb db, Guid id, CancellationToken cancel)
    {
        var bound = await (
            from use in db.Set<EvidenceUse>().AsNoTracking()
            where use.DocumentId == id && use.WithdrawnOn == null
            join item in db.Set<CycleIndicator>().AsNoTracking() on use.IndicatorId equals item.Id
            where use.Verdict != EvidenceVerdict.Waiting || (item.State != IndicatorState.Answering && item.State != IndicatorState.Returned)
            join cycle in db.Set<EvaluationCycle>().AsNoTracking() on use.CycleId equals cycle.Id
            select new { item.State, Cycle = cycle.State }).ToListAsync(cancel);
        return bound.Count == 0 ? null
            // What is signed nobody sends back.
            : bound.Any(one => one.Cycle != CycleState.Running)
                ? Refusal.Whole("Bukti ini menjadi dasar penilaian yang berita acaranya sudah ditandatangani, jadi tidak berubah lagi. Tambahkan bukti baru untuk putaran yang berjalan.")
            : bound.Any(one => one.State is not (IndicatorState.Answering or IndicatorState.Returned))
                ? Refusal.Whole("Bukti ini menjadi dasar jawaban yang sudah diajukan, jadi tidak berubah lagi. Tambahkan bukti baru, atau minta asesor mengembalikan jawabannya.")
                : Refusal.Whole("Bukti ini sudah diperiksa asesor, jadi isinya tidak berubah lagi. Lepaskan dari indikatornya, lalu tambahkan bukti baru untuk diperiksa.");
    }

    /// <summary>What is wrong with a document, at its fields.</summary>
    public static IReadOnlyList<Refusal> Check(DateOnly today, EvidenceDocument item)
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(item.Title) || item.Title.Length > EvidenceDocument.TitleLength)
        {
            refusals.Add(Refusal.At("title", $"Tulis nama bukti, paling banyak {EvidenceDocument.TitleLength} huruf."));
        }
        if (item.IssuedOn > today)
        {
            refusals.Add(Refusal.At("issuedOn", "Tanggal dokumen tidak mungkin sesudah hari ini."));
        }
        if (item.Form == EvidenceForm.Link && !(Uri.TryCreate(item.Link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
        {
            refusals.Add(Refusal.At("link", "Isi alamat lengkap, diawali https:// atau http://."));
        }
        if (item.Link?.Length > EvidenceDocument.LinkLength)
        {
            refusals.Add(Refusal.At("link", "Alamat paling banyak 1.000 huruf. Pakai alamat yang lebih pendek."));
        }
        if (item.Form != EvidenceForm.Link && item.Link is not null)
        {
            refusals.Add(Refusal.At("link", "Alamat hanya untuk bukti berbentuk tautan."));
        }
        return refusals;
    }

    private static async Task<object?> UsedFor(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        return await (
            from use in db.Set<EvidenceUse>().AsNoTracking()
            where use.DocumentId == id && use.WithdrawnOn == null
            join item in db.Set<CycleIndicator>().AsNoTracking() on use.IndicatorId equals item.Id
            join cycle in db.Set<EvaluationCycle>().AsNoTracking() on use.CycleId equals cycle.Id
            orderby cycle.Year descending, item.Place, use.Level
            select new UsedRow(cycle.Year, cycle.Part, cycle.Purpose, cycle.Id, item.Key, use.Level, use.Verdict, use.VerdictReason)).Take(200).ToListAsync(cancel);
    }

    private static async Task<object?> Frozen(IServiceProvider services, Guid id, CancellationToken cancel) =>
        await services.GetRequiredService<PlatformDb>().Set<EvidenceDocument>().AsNoTracking().SingleOrDefaultAsync(item => item.Id == id && item.Snapshot != null, cancel);
}

/// <summary>Who may add files to a document and take them away: its agency, while no submitted answer rests on it and no assessor examined it.</summary>
internal sealed class EvidenceFiles(PlatformDb db, Acting acting) : IFileSubjects
{
    public string Kind => EvidenceRegister.Kind;

    public async Task<FileSubject?> Find(Guid id, CancellationToken cancel)
    {
        if (await db.Set<EvidenceDocument>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } document)
        {
            return null;
        }
        return new FileSubject(Kind, id, document.Title, document.Href, EvaluationPermissions.View, document.AgencyId, acting.Actor.May(EvaluationPermissions.View, document.AgencyId),
            acting.Actor.May(EvaluationPermissions.Answer, document.AgencyId) && await EvidenceRegister.WhyUnchanging(db, id, cancel) is null)
        {
            Holds = stop => EvidenceRegister.WhyUnchanging(db, id, stop),
        };
    }
}

/// <summary>Where a document serves.</summary>
public sealed record UsedRow(int Year, CyclePart Part, CyclePurpose Purpose, Guid CycleId, string Key, int Level, EvidenceVerdict Verdict, string? Reason)
{
    public string Title => $"{CycleWords.TitleOf(Purpose, Year, Part)}, indikator {Key}, tingkat {Level}";
}
