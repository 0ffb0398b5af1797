using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.ServiceBus;

/// <summary>What the closed lists of this module are called on screen.</summary>
internal static class BusWords
{
    public static readonly IReadOnlyList<(MemberKind Value, string Title)> MemberKinds =
    [
        (MemberKind.AgencyApplication, "Aplikasi perangkat daerah"),
        (MemberKind.CentralGovernment, "Instansi pusat"),
        (MemberKind.OtherGovernment, "Pemerintah daerah lain"),
        (MemberKind.OtherParty, "Pihak lain"),
    ];

    public static readonly IReadOnlyList<(MemberState Value, string Title)> MemberStates =
    [
        (MemberState.Trial, "Uji coba"),
        (MemberState.Active, "Terhubung"),
        (MemberState.Suspended, "Ditangguhkan"),
        (MemberState.Ended, "Keluar"),
    ];

    public static readonly IReadOnlyList<(Classification Value, string Title)> Classifications =
    [
        (Classification.Public, "Publik (terbuka)"),
        (Classification.Restricted, "Terbatas"),
        (Classification.Secret, "Rahasia"),
    ];

    public static readonly IReadOnlyList<(ServiceEnvironment Value, string Title)> Environments =
    [
        (ServiceEnvironment.Production, "Produksi"),
        (ServiceEnvironment.Sandbox, "Uji coba (sandbox)"),
    ];

    public static readonly IReadOnlyList<(ServiceVersionState Value, string Title)> VersionStates =
    [
        (ServiceVersionState.Draft, "Rancangan"),
        (ServiceVersionState.Proposed, "Menunggu keputusan"),
        (ServiceVersionState.Published, "Terbit"),
        (ServiceVersionState.Deprecated, "Akan ditarik"),
        (ServiceVersionState.Withdrawn, "Ditarik"),
    ];

    public static readonly IReadOnlyList<(ContractState Value, string Title)> ContractStates =
    [
        (ContractState.Proposed, "Menunggu tanda tangan"),
        (ContractState.Accepted, "Menunggu pengesahan"),
        (ContractState.InForce, "Disahkan"),
        (ContractState.Refused, "Ditolak"),
        (ContractState.Revoked, "Dicabut"),
    ];

    public static readonly IReadOnlyList<(string Value, string Title, string Help)> KeyUses =
    [
        (KeyUse.Contract, "Menandatangani kontrak", "Hanya kunci ECDSA P-256."),
        (KeyUse.Client, "Meminta token (private_key_jwt)", "Untuk sistem yang memanggil layanan tanpa sertifikat TLS."),
        (KeyUse.Message, "Menandatangani pesan (RFC 9421)", "Bila kontrak mewajibkan setiap panggilan ditandatangani."),
    ];

    public static readonly IReadOnlyList<(string Value, string Title)> Requirements =
    [
        (Requirement.Certificate, "Sertifikat TLS pemanggil"),
        (Requirement.Purpose, "Kode tujuan"),
        (Requirement.Officer, "Petugas yang meminta"),
        (Requirement.Signature, "Tanda tangan pesan (RFC 9421)"),
    ];

    public static readonly IReadOnlyList<(StatementKind Value, string Title)> Statements =
    [
        (StatementKind.Accept, "Menyetujui"),
        (StatementKind.Refuse, "Menolak"),
        (StatementKind.Clear, "Mengesahkan"),
        (StatementKind.Revoke, "Mencabut"),
    ];

    public static string Word(this MemberState value) => MemberStates.First(one => one.Value == value).Title;

    public static string Word(this MemberKind value) => MemberKinds.First(one => one.Value == value).Title;

    public static string Word(this Classification value) => Classifications.First(one => one.Value == value).Title;

    public static string Word(this ServiceEnvironment value) => Environments.First(one => one.Value == value).Title;

    public static string Word(this ServiceVersionState value) => VersionStates.First(one => one.Value == value).Title;

    public static string Word(this ContractState value) => ContractStates.First(one => one.Value == value).Title;

    public static string Word(this StatementKind value) => Statements.First(one => one.Value == value).Title;

    public static string Word(this BlockKind value) => value switch { BlockKind.Contract => "Kontrak", BlockKind.Service => "Layanan", _ => "Anggota" };

    public static State Colour(this MemberState value) => value switch { MemberState.Active => State.Met, MemberState.Trial => State.Due, MemberState.Suspended => State.Overdue, _ => State.NotApplicable };

    public static State Colour(this ServiceVersionState value) => value switch
    {
        ServiceVersionState.Published => State.Met,
        ServiceVersionState.Proposed or ServiceVersionState.Deprecated => State.Due,
        ServiceVersionState.Draft => State.Missing,
        _ => State.NotApplicable,
    };

    /// <summary>A contract as it stands at a moment, with its validity.</summary>
    public static (State Colour, string Word) Standing(this BusContract item, DateTimeOffset now) => item.State switch
    {
        ContractState.InForce when now >= item.ValidUntil => (State.NotApplicable, "Berakhir"),
        ContractState.InForce when now < item.ValidFrom => (State.Due, "Disahkan, belum mulai"),
        ContractState.InForce => (State.Met, "Berlaku"),
        ContractState.Proposed or ContractState.Accepted when now >= item.ValidUntil => (State.NotApplicable, "Lewat tanpa disahkan"),
        ContractState.Proposed or ContractState.Accepted => (State.Due, item.State.Word()),
        _ => (State.NotApplicable, item.State.Word()),
    };

    /// <summary>As the snapshot and contracts have it.</summary>
    public static string Code(this Classification value) => value switch { Classification.Public => "public", Classification.Secret => "secret", _ => "restricted" };

    public static string Code(this ServiceEnvironment value) => value == ServiceEnvironment.Sandbox ? "sandbox" : "production";
}
