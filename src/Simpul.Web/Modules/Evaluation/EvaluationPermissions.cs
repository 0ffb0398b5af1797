using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Modules;

namespace Simpul.Web.Modules.Evaluation;

/// <summary>What offices can be allowed to do with evaluations.</summary>
public static class EvaluationPermissions
{
    public const string View = "evaluation.view";
    public const string Cycles = "evaluation.cycles.edit";
    public const string Answer = "evaluation.answer";
    public const string Assess = "evaluation.assess";
    public const string Validate = "evaluation.validate";
    public const string Sign = "evaluation.sign";
    public const string Monitor = "evaluation.monitoring.edit";
    public const string Follow = "evaluation.recommendations.edit";
    public const string Note = "evaluation.notes.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Melihat evaluasi SPBE, bukti, dan hasilnya", [.. Role.All.Select(role => new Grant(role.Key, Reach.Government))]),
        new(Cycles, "Membuka putaran evaluasi, membagi indikator, mencatat hasil asesor eksternal dan rekomendasi", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government)),
        new(Answer, "Menjawab indikator dan menyerahkan bukti", new(Role.IctAgency, Reach.OwnAgency), new(Role.AgencyHead, Reach.OwnAgency), new(Role.Operator, Reach.OwnAgency)),
        new(Assess, "Menilai indikator dan memeriksa bukti sebagai asesor internal", new Grant(Role.Assessor, Reach.Government)),
        new(Validate, "Memvalidasi nilai sebagai penanggung jawab", new Grant(Role.IctAgency, Reach.Government)),
        // Who coordinates, the regulation says by offices; this only opens the page.
        new(Sign, "Menandatangani berita acara sebagai koordinator", new(Role.Leader, Reach.Government), new(Role.AgencyHead, Reach.Government)),
        new(Monitor, "Mencatat pemantauan SPBE perangkat daerah", new(Role.IctAgency, Reach.Government), new(Role.AgencyHead, Reach.OwnAgency), new(Role.Operator, Reach.OwnAgency)),
        // Who may do what with a recommendation of a cycle, its rules say.
        new(Follow, "Mencatat tindak lanjut evaluasi", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Assessor, Reach.Government), new(Role.AgencyHead, Reach.OwnAgency), new(Role.Operator, Reach.OwnAgency)),
        new(Note, "Mencatat interviu dan visitasi", new(Role.Administrator, Reach.Government), new(Role.IctAgency, Reach.Government), new(Role.Assessor, Reach.Government)),
    ];
}
