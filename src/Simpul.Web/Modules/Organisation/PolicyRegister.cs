using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Organisation;

/// <summary>The register of internal policies.</summary>
internal static class PolicyRegister
{
    public static readonly Register<InternalPolicy> Declared = new()
    {
        Kind = "internal-policies",
        Slug = "kebijakan-internal",
        Title = "Kebijakan internal",
        One = "kebijakan internal",
        Why = "Kebijakan, pedoman, standar, dan prosedur yang diminta peraturan atau ditetapkan sendiri. Penetapan dan reviunya berjalan lewat urusan.",
        View = OrganisationPermissions.View,
        Edit = OrganisationPermissions.Policies,
        Chapter = "Tata Kelola",
        Icon = "journal-check",
        OrderedBy = "title",
        TitleOf = item => item.Title,
        Of =
        [
            Fields.Text<InternalPolicy>("title", "Judul", item => item.Title, InternalPolicy.TitleLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Text<InternalPolicy>("key", "Kode", item => item.Key, InternalPolicy.KeyLength, new() { Required = true, Searched = true, Unique = true, Fixed = true, Help = "Untuk kebijakan yang diminta peraturan pakai kodenya, misalnya data-management-policy; selain itu buat sendiri." }),
            Fields.Choice<InternalPolicy, PolicyKind>("kind", "Jenis", item => item.Kind, Words.PolicyKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Key<InternalPolicy>("author", "Disusun oleh", item => item.Author, 60, ProfileChoices.OwnOffices, new() { Listed = true, Filtered = true }),
            Fields.Key<InternalPolicy>("enactor", "Ditetapkan oleh", item => item.Enactor, 60, ProfileChoices.OwnOffices),
            Fields.Reference<InternalPolicy>("enactedBy", "Produk hukum penetapan", item => item.EnactedById, "legal-documents"),
            Fields.Date<InternalPolicy>("inForceFrom", "Berlaku sejak", item => item.InForceFrom, new() { Listed = true }),
            Fields.Date<InternalPolicy>("inForceUntil", "Berlaku sampai", item => item.InForceUntil),
            Fields.Date<InternalPolicy>("publishedOn", "Disampaikan ke semua perangkat daerah pada", item => item.PublishedOn),
            Fields.Key<InternalPolicy>("draftedBy", "Penyusun naskah yang berlaku", item => item.DraftedBy, 60, ProfileChoices.OwnOffices),
            Fields.Choices<InternalPolicy>("consulted", "Dibahas dengan", item => item.Consulted, ProfileChoices.ConsultedOffices),
            Fields.Choices<InternalPolicy>("bases", "Berpedoman pada", item => item.Bases, ProfileChoices.PolicyBases),
            Fields.Date<InternalPolicy>("lastReviewedOn", "Terakhir direviu pada", item => item.LastReviewedOn, new() { Listed = true }),
            Fields.Date<InternalPolicy>("reviewReportedOn", "Laporan reviu terakhir pada", item => item.ReviewReportedOn),
            Fields.Date<InternalPolicy>("nextReviewDue", "Reviu berikutnya paling lambat", item => item.NextReviewDue, new() { Listed = true }),
            Fields.Key<InternalPolicy>("reviewGround", "Alasan reviu sebelum waktunya", item => item.ReviewGround, 60, ProfileChoices.ReviewGrounds),
            Fields.Date<InternalPolicy>("reviewGroundOn", "Alasan itu diketahui pada", item => item.ReviewGroundOn),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(Check(item)),
        More = [CaseSections.About("internal-policies", PolicyReviewCase.Key, "Mulai reviu")],
    };

    private static List<Refusal> Check(InternalPolicy item)
    {
        var refusals = new List<Refusal>(PeriodRules.Term(item.InForceFrom ?? DateOnly.MinValue, item.InForceUntil, "inForceUntil"));
        if (item.InForceFrom is null && item.EnactedById is not null)
        {
            refusals.Add(Refusal.At("inForceFrom", "Isi sejak kapan kebijakan yang sudah ditetapkan ini berlaku."));
        }
        if (item.InForceFrom is not null && item.EnactedById is null)
        {
            refusals.Add(Refusal.At("enactedBy", "Pilih produk hukum yang menetapkannya. Daftarkan dahulu bila belum ada."));
        }
        if (item.ReviewReportedOn < item.LastReviewedOn)
        {
            refusals.Add(Refusal.At("reviewReportedOn", "Laporan reviu tidak mungkin lebih dahulu daripada reviunya."));
        }
        if (item.ReviewGround is null != item.ReviewGroundOn is null)
        {
            refusals.Add(Refusal.At(item.ReviewGround is null ? "reviewGround" : "reviewGroundOn", "Isi alasan dan tanggalnya, atau kosongkan keduanya."));
        }
        return refusals;
    }
}
