using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Platform.Checks;

/// <summary>How an obligation stands.</summary>
/// <param name="Obligation">Its id.</param>
/// <param name="Why">Indonesian, one or two sentences: the vacant seats, the missing agencies, the document and its date.</param>
public sealed record Answer(string Obligation, State Status, string Why)
{
    /// <summary>The last day to do it, or the day on which what is met now ends.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Since when it stands so, where the records tell.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The records that prove it; at most <see cref="MostEvidence"/>, the best first.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What to do next, and where.</summary>
    public NextStep? Next { get; init; }

    /// <summary>How each agency stands, where every agency answers for itself; empty otherwise.</summary>
    public IReadOnlyList<AgencyAnswer> Agencies { get; init; } = [];

    public const int MostEvidence = 20;
}

/// <summary>A record that proves something.</summary>
/// <param name="Title">As people know it: "Keputusan Wali Kota Nomor 12 Tahun 2026".</param>
/// <param name="Href">Its page.</param>
/// <param name="Kind">Kind of the record, as in <see cref="Data.RecordKindAttribute"/>.</param>
public sealed record Evidence(string Title, string Href, string Kind, Guid? Id = null);

/// <param name="Label">A verb and what: "Isi kursi yang kosong".</param>
/// <param name="Href">The page where it is done.</param>
/// <param name="Permission">Shown as a link to those who have it; null to everyone.</param>
public sealed record NextStep(string Label, string Href, string? Permission = null);

/// <summary>How one agency stands with a duty of every agency.</summary>
public sealed record AgencyAnswer(Guid Agency, State Status, string Why)
{
    public DateOnly? Due { get; init; }

    public DateOnly? Since { get; init; }

    public Evidence? Evidence { get; init; }
}

/// <summary>How answers are put together from parts.</summary>
public static class Answers
{
    /// <summary>
    /// The whole of several parts: overdue before missing before due before met; what does not apply leaves the rest to decide, and the whole
    /// does not apply where no part does.
    /// </summary>
    public static State Worst(IEnumerable<State> parts)
    {
        var worst = State.NotApplicable;
        foreach (var part in parts)
        {
            if (Rank(part) > Rank(worst))
            {
                worst = part;
            }
        }
        return worst;
    }

    /// <summary>Higher is worse; the order in which a board shows what needs doing.</summary>
    public static int Rank(State status) => status switch
    {
        State.Overdue => 4,
        State.Missing => 3,
        State.Due => 2,
        State.Met => 1,
        _ => 0,
    };

    /// <summary>
    /// A duty of every agency: met when each agency has met it, otherwise the worst of them, with how many of how many and the first that have
    /// not. <paramref name="name"/> gives an agency's short name.
    /// </summary>
    /// <param name="obligation">Its id.</param>
    /// <param name="done">What those have who met it, to go on after "perangkat daerah": "memiliki pengelola TIK".</param>
    public static Answer OfEvery(string obligation, IReadOnlyList<AgencyAnswer> agencies, Func<Guid, string> name, string done)
    {
        if (agencies.Count == 0)
        {
            return new Answer(obligation, State.Missing, "Belum ada perangkat daerah yang terdaftar.") { Next = new NextStep("Daftarkan perangkat daerah", "/kerja/perangkat-daerah") };
        }
        var asked = agencies.Where(agency => agency.Status != State.NotApplicable).ToList();
        var met = asked.Count(agency => agency.Status is State.Met or State.Due);
        var wanting = asked.Where(agency => agency.Status is State.Missing or State.Overdue).ToList();
        var status = Worst(asked.Select(agency => agency.Status));
        var why = asked.Count == 0 ? "Tidak berlaku bagi perangkat daerah mana pun."
            : $"{met} dari {asked.Count} perangkat daerah {done}.{Wanting([.. wanting.Select(agency => name(agency.Agency))])}";
        return new Answer(obligation, status, why)
        {
            Agencies = agencies,
            Due = asked.Where(agency => agency.Status == status).Min(agency => agency.Due),
            Since = asked.Count > 0 && status == State.Met ? asked.Max(agency => agency.Since) : asked.Where(agency => agency.Status == status).Min(agency => agency.Since),
        };
    }

    /// <inheritdoc cref="OfEvery(string, IReadOnlyList{AgencyAnswer}, Func{Guid, string}, string)"/>
    public static Answer OfEvery(Question question, IReadOnlyList<AgencyAnswer> agencies, Func<Guid, string> name, string done) =>
        OfEvery(question.Id, agencies, name, done);

    /// <summary>Names that an answer says; the rest it counts.</summary>
    public const int MostNamed = 3;

    /// <summary>" Belum: A, B, C, dan 5 lainnya."; empty where there is none.</summary>
    public static string Wanting(IReadOnlyList<string> names) => names.Count == 0 ? "" : $" Belum: {Ui.Text.Indonesian.List(names, MostNamed)}.";
}
