using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Members;

/// <summary>
/// The use of the bus (bus-connection): a member is connected when the case is done, and where it names a version of a service, that version is published. Every regulation orders the
/// conditions in its own way; what a step leaves is read from what it needs and records.
/// </summary>
internal sealed class ConnectionCase(PlatformDb db, FitnessRecords fitness, MemberWork members, Acting acting, IServiceProvider services) : ICaseProcedure
{
    public const string Key = "bus-connection";

    /// <summary>The word of the step with which the member is connected.</summary>
    public const string Connects = "bus-member";
    private const string Document = "describedBy";

    /// <summary>What was submitted and examined, by its hash: what is decided must be the same.</summary>
    private const string Examined = "examinedAs";

    public string Procedure => Key;

    public IReadOnlyList<CaseField> Fields { get; } =
    [
        new("member", "Anggota", FieldKind.Reference) { Refers = MemberRegister.Kind, Help = "Anggota penghubung yang akan memakai penghubung, atau penyedia layanan yang akan diterbitkan." },
        new("serviceVersion", "Versi layanan yang diterbitkan", FieldKind.Reference) { Refers = VersionRegister.Kind, Required = false, Help = "Kosongkan bila anggota hanya akan memakai layanan pihak lain." },
        new("need", "Keperluan", FieldKind.LongText) { MaxLength = 2000, Help = "Data apa yang dipertukarkan, dengan siapa, untuk apa." },
    ];

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => fitness.FieldsAt(step);

    public async Task<IReadOnlyList<(string Title, string Href)>> Links(Case item, CancellationToken cancel)
    {
        var version = await Version(new CaseData(CaseForm.Stored(item)), cancel);
        return
        [
            .. item.SubjectId is { } member ? [("Buka anggota", $"{MemberRegister.Href}/{member}")] : Array.Empty<(string, string)>(),
            .. version is not null && acting.Actor.MayRead(version.HeldAs) ? [("Periksa versi layanan", $"{VersionRegister.Href}/{version.Id}")] : Array.Empty<(string, string)>(),
        ];
    }

    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        var member = await db.Set<BusMember>().AsNoTracking().SingleAsync(one => one.Id == data.Id("member"), cancel);
        (item.SubjectKind, item.SubjectId) = (MemberRegister.Kind, member.Id);
        var refusals = new List<Refusal>();
        if ((member.AgencyId is not { } owner || acting.Actor.Agencies?.Contains(owner) != true) && !acting.Actor.May(ServiceBusPermissions.Members, member.AgencyId))
        {
            refusals.Add(Refusal.At("member", "Anggota ini milik perangkat daerah lain. Pilih anggota dari perangkat daerah Anda."));
        }
        if (member.State is MemberState.Suspended or MemberState.Ended)
        {
            refusals.Add(Refusal.At("member", $"Anggota ini {member.State.Word().ToLowerInvariant()}. Hubungi pengelola penghubung."));
        }
        var version = await Version(data, cancel);
        if (member.State == MemberState.Active && version is null)
        {
            refusals.Add(Refusal.At("member", "Anggota ini sudah terhubung. Pilih versi layanan bila yang diminta adalah penerbitan layanan."));
        }
        if (version is not null && !acting.Actor.MayRead(version.HeldAs))
        {
            refusals.Add(Refusal.At("serviceVersion", "Data yang dipilih tidak ditemukan."));
        }
        else if (version is not null)
        {
            if (await db.Set<BusService>().AsNoTracking().AnyAsync(one => one.Id == version.ServiceId && one.ProviderId != member.Id, cancel))
            {
                refusals.Add(Refusal.At("serviceVersion", "Versi ini dari layanan anggota lain. Pilih versi layanan anggota di atas."));
            }
            else if (version.State is not (ServiceVersionState.Draft or ServiceVersionState.Proposed))
            {
                refusals.Add(Refusal.At("serviceVersion", $"Versi ini sudah {version.State.Word().ToLowerInvariant()}. Pilih versi yang masih rancangan."));
            }
            else
            {
                refusals.AddRange((await services.GetRequiredService<VersionPublication>().Against(version, cancel)).Select(refusal => Refusal.At("serviceVersion", refusal.Message)));
            }
        }
        if (await db.Set<Case>().AsNoTracking().Where(other => other.Procedure == Key && other.SubjectKind == MemberRegister.Kind && other.SubjectId == member.Id && other.State == CaseState.Running).Select(other => other.Number).FirstOrDefaultAsync(cancel) is { } running)
        {
            refusals.Add(Refusal.At("member", $"Anggota ini masih dalam urusan {running}. Selesaikan urusan itu lebih dahulu."));
        }
        return refusals;
    }

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel)
    {
        if (!turn.Forward)
        {
            return [];
        }
        var refusals = new List<Refusal>(await fitness.Against(turn, cancel));
        if (FitnessRecords.Examines(turn.Step) && await Version(turn.Data, cancel) is { } examined)
        {
            if (turn.Data.Text(Document) is { } seen && seen != examined.DescriptionSha256)
            {
                refusals.Add(Refusal.Whole("Dokumen OpenAPI diganti sesudah permohonan ini diajukan. Kembalikan kepada pemohon untuk diajukan lagi, supaya yang diputuskan adalah yang diperiksa."));
            }
            else if (turn.Data.Text(Examined) is { } hash && hash != VersionWork.Fingerprint(examined))
            {
                refusals.Add(Refusal.Whole("Alamat penyedia, klasifikasi elemen, atau batas dan pemeriksaan versi ini diubah sesudah permohonan diajukan dan diperiksa. Kembalikan kepada pemohon; sesudah diajukan lagi, periksa versi yang sekarang."));
            }
        }
        if (Connecting(turn) && await Version(turn.Data, cancel) is { } version)
        {
            refusals.AddRange((await services.GetRequiredService<VersionPublication>().Against(version, cancel)).Select(refusal => Refusal.Whole($"Versi layanan belum dapat diterbitkan: {refusal.Message}")));
        }
        return refusals;
    }

    public async Task Decided(CaseTurn turn, CancellationToken cancel)
    {
        var version = await Version(turn.Data, cancel);
        if (turn.Forward)
        {
            await fitness.Record(turn, turn.Item.SubjectId, version?.Id, cancel);
            if (version is not null && (turn.Step == turn.Procedure.First || FitnessRecords.Examines(turn.Step)))
            {
                // Where the step examines, the decision was refused unless it is what was submitted: both stand for the same.
                turn.Data.Put(Document, version.DescriptionSha256);
                turn.Data.Put(Examined, VersionWork.Fingerprint(version));
            }
        }
        if (!Connecting(turn) || turn.Item.SubjectId is not { } id)
        {
            return;
        }
        var why = $"{turn.Item.Number}: {turn.Outcome.Label}";
        var member = await db.Set<BusMember>().SingleAsync(one => one.Id == id, cancel);
        if (member.State == MemberState.Trial)
        {
            members.Activate(member, turn.Item.Number);
            await services.RegisterOf<BusMember>().Keep(services, member, isNew: false, cancel, why);
        }
        if (version is not null)
        {
            await services.GetRequiredService<VersionPublication>().Publish(version, turn.Item.Number, why, cancel);
        }
    }

    private static bool Connecting(CaseTurn turn) => turn.Done && turn.Step.Records.Contains(Connects);

    private async Task<BusServiceVersion?> Version(CaseData data, CancellationToken cancel) =>
        data.Id("serviceVersion") is { } id ? await db.Set<BusServiceVersion>().Include(one => one.Upstreams).Include(one => one.Fields).SingleOrDefaultAsync(one => one.Id == id, cancel) : null;
}

/// <summary>The link of this bus with the government's (bus-link): conditions and outside opinions about the bus as a whole.</summary>
internal sealed class LinkCase(FitnessRecords fitness) : ICaseProcedure
{
    public string Procedure => "bus-link";

    public IReadOnlyList<CaseField> FieldsAt(Procedure procedure, Step step) => fitness.FieldsAt(step);

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, CancellationToken cancel) => turn.Forward ? await fitness.Against(turn, cancel) : [];

    public Task Decided(CaseTurn turn, CancellationToken cancel) => turn.Forward ? fitness.Record(turn, null, null, cancel) : Task.CompletedTask;
}
