using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Obligations;

/// <summary>By what an obligation is answered.</summary>
public enum AnsweredBy
{
    /// <summary>A check of the records.</summary>
    Check,

    /// <summary>An attestation: no record can decide it.</summary>
    Attestation,

    /// <summary>A check that no module of this version brings yet; an attestation stands in for it.</summary>
    Awaited,
}

/// <summary>An obligation and how it stands.</summary>
/// <param name="Actor">The office that it addresses first; whose board it stands on.</param>
/// <param name="Offices">Keys of all offices that it addresses and of those that answer for them.</param>
/// <param name="Attesting">Those of them that may state it: where it stands on one office's board, no agency states it for all.</param>
/// <param name="Module">Indonesian title of the module where the work is done.</param>
public sealed record BoardRow(
    EffectiveObligation Obligation, Answer Answer, AnsweredBy By, Chapter Chapter, Office Actor, IReadOnlySet<string> Offices, IReadOnlySet<string> Attesting, string Module)
{
    public string Id => Obligation.Id;

    public string Href => "/kewajiban/" + Obligation.Id;

    public State Status => Answer.Status;

    public string Citation { get; } = Obligation.Cite.ToString();

    /// <summary>Whether each agency answers for itself.</summary>
    public bool OfEveryAgency => Actor.Kind == OfficeKind.EveryAgency;

    /// <summary>Whether an attestation can answer it.</summary>
    public bool Attested => By != AnsweredBy.Check;

    /// <summary>The state in words that say how heavy it is: what is only a warning is not called a breach.</summary>
    public string StatusWords => Words(Status);

    /// <inheritdoc cref="StatusWords"/>
    public string Words(State status) => (status, Obligation.Weight) switch
    {
        (State.Overdue, ObligationWeight.Warning) => "Peringatan: lewat waktu",
        (State.Overdue, ObligationWeight.Information) => "Catatan: lewat waktu",
        (State.Missing, ObligationWeight.Warning) => "Peringatan: belum ada",
        (State.Missing, ObligationWeight.Information) => "Catatan: belum ada",
        _ => status.Word(),
    };

    /// <summary>Whether the obligation is any of these offices'.</summary>
    public bool IsOf(IReadOnlySet<string>? offices) => offices is not null && Offices.Overlaps(offices);
}

/// <summary>Words for the closed lists of the profile.</summary>
public static class ObligationWords
{
    public static string Word(this ObligationKind kind) => kind switch
    {
        ObligationKind.Duty => "Kewajiban",
        ObligationKind.Approval => "Persetujuan",
        ObligationKind.Review => "Reviu",
        ObligationKind.Cadence => "Berkala",
        _ => "Larangan",
    };

    /// <summary>What it means when it is not met.</summary>
    public static string Word(this ObligationWeight weight) => weight switch
    {
        ObligationWeight.Breach => "Pelanggaran bila tidak dipenuhi",
        ObligationWeight.Warning => "Peringatan bila tidak dipenuhi",
        _ => "Catatan bila tidak dipenuhi",
    };

    /// <summary>"1 tahun 6 bulan".</summary>
    public static string Words(this Period period)
    {
        var parts = new List<string>();
        if (period.Years > 0) parts.Add($"{period.Years} tahun");
        if (period.Months > 0) parts.Add($"{period.Months} bulan");
        if (period.Days > 0) parts.Add($"{period.Days} hari");
        return string.Join(' ', parts);
    }
}
