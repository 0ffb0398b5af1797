using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>Opinions, conformance tests, interconnections and direct interfaces: what the conditions of using the bus are answered with.</summary>
internal static class FitnessRegisters
{
    public static readonly RegisterParent Parent = new("/kerja/penghubung", "Keadaan penghubung");

    public static readonly IReadOnlyList<(OpinionKind Value, string Title)> OpinionKinds = [(OpinionKind.OperationFitness, "Kelaikan operasi"), (OpinionKind.SecurityFitness, "Kelaikan keamanan")];

    public static readonly IReadOnlyList<(OpinionVerdict Value, string Title)> Verdicts = [(OpinionVerdict.Fit, "Laik"), (OpinionVerdict.FitWithConditions, "Laik dengan syarat"), (OpinionVerdict.Unfit, "Belum laik")];

    public static readonly IReadOnlyList<(InterconnectionKind Value, string Title)> InterconnectionKinds =
        [(InterconnectionKind.NationalBus, "Penghubung nasional"), (InterconnectionKind.OtherRegion, "Penghubung pemerintah daerah lain"), (InterconnectionKind.GovernmentIntranet, "Jaringan intra pemerintah")];

    public static readonly IReadOnlyList<(string Value, string Title)> Standards = [("interoperability", "Interoperabilitas"), ("api-documentation", "Dokumentasi API"), ("security", "Keamanan"), ("intranet-access", "Akses melalui jaringan intra")];

    public static readonly Register<BusOpinion> Opinions = new()
    {
        Kind = "bus-opinions",
        Slug = "pertimbangan-kelaikan",
        Title = "Pertimbangan kelaikan",
        One = "pertimbangan kelaikan",
        Under = Parent,
        Why = "Pertimbangan kelaikan operasi dan keamanan atas penghubung, anggota, dan layanannya, beserta surat dan masa berlakunya.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Connect,
        Icon = "shield-check",
        OrderedBy = "-givenOn",
        TitledBy = ["kind", "member", "givenOn"],
        ClassificationOf = item => item.HeldAs,
        Saving = async (services, item, _, cancel) => item.HeldAs = await ServiceSecrecy.OfVersion(services.GetRequiredService<PlatformDb>(), item.ServiceVersionId, cancel),
        Of =
        [
            Fields.Choice<BusOpinion, OpinionKind>("kind", "Pertimbangan", item => item.Kind, OpinionKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<BusOpinion>("member", "Anggota", item => item.MemberId, MemberRegister.Kind, new() { Listed = true, Filtered = true, Help = "Kosongkan bila tentang penghubung seluruhnya." }),
            Fields.Reference<BusOpinion>("serviceVersion", "Versi layanan", item => item.ServiceVersionId, "bus-service-versions"),
            Fields.Key<BusOpinion>("by", "Pemberi pertimbangan", item => item.By, BusOpinion.ByLength, Offices, new() { Required = true, Listed = true }),
            Fields.Choice<BusOpinion, OpinionVerdict>("verdict", "Hasil", item => item.Verdict, Verdicts, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<BusOpinion>("number", "Nomor surat", item => item.Number, BusOpinion.NumberLength, new() { Searched = true }),
            Fields.Text<BusOpinion>("guideline", "Pedoman", item => item.Guideline, BusOpinion.GuidelineLength, new() { Searched = true, Help = "Pedoman yang diikuti pertimbangan ini, dengan nomor dan bagiannya. Wajib bila peraturan menyebutnya. Naskahnya dapat dilampirkan." }),
            Fields.Date<BusOpinion>("givenOn", "Diberikan pada", item => item.GivenOn, new() { Required = true, Listed = true }),
            Fields.Date<BusOpinion>("validUntil", "Berlaku sampai", item => item.ValidUntil, new() { Listed = true, Help = "Hari terakhir; kosongkan bila tanpa batas waktu." }),
            Fields.Text<BusOpinion>("conditions", "Syarat atau catatan", item => item.Conditions, BusOpinion.ConditionsLength, longText: true),
        ],
        Rules = CheckOpinion,
    };

    public static readonly Register<ConformanceTest> Tests = new()
    {
        Kind = "bus-conformance-tests",
        Slug = "uji-kesesuaian",
        Title = "Uji kesesuaian",
        One = "uji kesesuaian",
        Under = Parent,
        Why = "Hasil uji anggota dan layanan terhadap standar yang diminta peraturan, misalnya interoperabilitas.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Connect,
        Icon = "clipboard-check",
        OrderedBy = "-testedOn",
        TitledBy = ["standard", "member", "testedOn"],
        ClassificationOf = item => item.HeldAs,
        Saving = async (services, item, _, cancel) => item.HeldAs = await ServiceSecrecy.OfVersion(services.GetRequiredService<PlatformDb>(), item.ServiceVersionId, cancel),
        Of =
        [
            Fields.Key<ConformanceTest>("standard", "Standar", item => item.Standard, ConformanceTest.StandardLength, _ => [.. Standards.Select(one => new FieldChoice(one.Value, one.Title))], new() { Required = true, Listed = true }),
            Fields.Reference<ConformanceTest>("member", "Anggota", item => item.MemberId, MemberRegister.Kind, new() { Listed = true, Filtered = true }),
            Fields.Reference<ConformanceTest>("serviceVersion", "Versi layanan", item => item.ServiceVersionId, "bus-service-versions", new() { Listed = true }),
            Fields.YesNo<ConformanceTest>("passed", "Memenuhi", item => item.Passed, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<ConformanceTest>("testedOn", "Diuji pada", item => item.TestedOn, new() { Required = true, Listed = true }),
            Fields.Text<ConformanceTest>("findings", "Temuan", item => item.Findings, ConformanceTest.FindingsLength, longText: true),
        ],
    };

    public static readonly Register<Interconnection> Interconnections = new()
    {
        Kind = "bus-interconnections",
        Slug = "keterhubungan-penghubung",
        Title = "Keterhubungan",
        One = "keterhubungan",
        Under = Parent,
        Why = "Hubungan penghubung ini dengan penghubung nasional, penghubung daerah lain, dan jaringan intra pemerintah, dengan hasil uji terakhirnya.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Connect,
        Icon = "diagram-3",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        Of =
        [
            Fields.Text<Interconnection>("name", "Dengan", item => item.Name, Interconnection.NameLength, new() { Required = true, Listed = true, Searched = true, Help = "Pemilik penghubung atau jaringan di seberang." }),
            Fields.Choice<Interconnection, InterconnectionKind>("kind", "Jenis", item => item.Kind, InterconnectionKinds, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Text<Interconnection>("address", "Alamat", item => item.Address, Interconnection.AddressLength),
            Fields.YesNo<Interconnection>("working", "Berfungsi", item => item.IsWorking, new() { Required = true, Listed = true, Filtered = true }),
            Fields.Date<Interconnection>("testedOn", "Diuji terakhir", item => item.TestedOn, new() { Listed = true }),
            Fields.Text<Interconnection>("note", "Catatan", item => item.Note, Interconnection.NoteLength, longText: true),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.IsWorking && item.TestedOn is null ? [Refusal.At("testedOn", "Isi kapan keterhubungan ini terakhir diuji.")] : []),
    };

    public static readonly Register<DirectInterface> DirectInterfaces = new()
    {
        Kind = "direct-interfaces",
        Slug = "antarmuka-langsung",
        Title = "Antarmuka langsung",
        One = "antarmuka langsung",
        Under = Parent,
        Why = "Pertukaran antaraplikasi yang belum melalui penghubung, dengan alasannya, selama peraturan membolehkannya.",
        View = ServiceBusPermissions.View,
        Edit = ServiceBusPermissions.Members,
        Icon = "link-45deg",
        OrderedBy = "name",
        TitleOf = item => item.Name,
        AgencyOf = item => item.AgencyId,
        Of =
        [
            Fields.Text<DirectInterface>("name", "Nama antarmuka", item => item.Name, DirectInterface.NameLength, new() { Required = true, Listed = true, Searched = true }),
            Fields.Reference<DirectInterface>("agency", "Perangkat daerah", item => item.AgencyId, "agencies", new() { Required = true, Listed = true, Filtered = true }),
            Fields.Reference<DirectInterface>("from", "Aplikasi pemanggil", item => item.FromId, "applications", new() { Listed = true }),
            Fields.Reference<DirectInterface>("to", "Aplikasi penjawab", item => item.ToId, "applications", new() { Listed = true }),
            Fields.Text<DirectInterface>("address", "Alamat", item => item.Address, DirectInterface.AddressLength),
            Fields.Text<DirectInterface>("reason", "Alasan tidak melalui penghubung", item => item.Reason, DirectInterface.ReasonLength, new() { Required = true }, longText: true),
            Fields.Date<DirectInterface>("since", "Sejak", item => item.Since, new() { Required = true, Listed = true }),
            Fields.Date<DirectInterface>("endedOn", "Berakhir pada", item => item.EndedOn, new() { Listed = true }),
        ],
        Rules = (_, item, _) => Task.FromResult<IReadOnlyList<Refusal>>(item.EndedOn < item.Since ? [Refusal.At("endedOn", "Tidak boleh berakhir sebelum dimulai.")] : []),
    };

    private static Task<IReadOnlyList<Refusal>> CheckOpinion(IServiceProvider services, BusOpinion item, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (item.ValidUntil < item.GivenOn)
        {
            refusals.Add(Refusal.At("validUntil", "Masa berlaku tidak boleh berakhir sebelum diberikan."));
        }
        if (item.Kind == OpinionKind.SecurityFitness && string.IsNullOrWhiteSpace(item.Guideline) && OpinionGuideline.Of(services.GetRequiredService<CurrentRegulation>()) is { } wanted)
        {
            refusals.Add(Refusal.At("guideline", $"Sebut pedoman yang diikuti pertimbangan ini: {wanted.Text}{(wanted.Cite is { } cite ? $" ({cite})" : "")}."));
        }
        return Task.FromResult<IReadOnlyList<Refusal>>(refusals);
    }

    /// <summary>Offices and bodies of the profile, any of which may give an opinion.</summary>
    private static IReadOnlyList<FieldChoice> Offices(IServiceProvider services) => services.GetRequiredService<CurrentRegulation>() is { IsSetUp: true } regulation
        ? [.. regulation.Profile.Stated.Offices.Select(office => new FieldChoice(office.Key, office.Name))] : [];
}
