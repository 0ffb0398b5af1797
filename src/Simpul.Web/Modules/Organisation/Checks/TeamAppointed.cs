using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>team-appointed</c>: formed by a decree in force, every seat held.</summary>
internal sealed class TeamAppointed(PlatformDb db) : ICheck
{
    public string Name => "team-appointed";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var teams = questions.Select(Team).OfType<Team>().DistinctBy(team => team.Key).ToList();
        var seats = await TeamSeats.Of(db, teams, when.Date, cancel);
        var decrees = await Decrees.On(db, when.Date, cancel);
        return [.. questions.Select(question => Team(question) is { } team
            ? Answer(question, team, [.. seats[team.Key]], decrees, when)
            : question.Is(State.Missing, "Peraturan tidak menyusun tim ini, sehingga tidak ada kursi yang dapat diisi."))];
    }

    private static Team? Team(Question question) => question.Profile.Teams.TryGet(question.Key("team", "coordination-team"), out var team) ? team : null;

    private static Answer Answer(Question question, Team team, IReadOnlyList<SeatState> seats, Decrees decrees, CheckTime when)
    {
        var href = TeamModel.HrefOf(team.Key);
        var tasks = question.Flag("tasks");
        var decree = decrees.About(team.Key).FirstOrDefault(item => !tasks || item.About.Contains(ProfileChoices.TasksOf(team.Key)));
        var vacant = seats.Where(seat => !seat.Filled).ToList();
        if (vacant.Count > 0)
        {
            var names = Indonesian.List([.. vacant.Select(seat => $"{seat.Seat.Title} ({seat.Seat.Holder})")], 4);
            return question.Is(State.Missing, $"{vacant.Count} dari {seats.Count} kursi {team.Title} belum terisi: {names}.{(decree is null ? " Keputusan pembentukannya juga belum ada." : "")}") with
            {
                Next = new NextStep("Isi kursi yang kosong", vacant.Count == 1 ? $"{href}/{vacant[0].Seat.Id}" : href, OrganisationPermissions.Teams),
                Evidence = Proof(decree),
            };
        }
        if (decree is null)
        {
            return question.Is(State.Missing, $"Semua kursi {team.Title} terisi, tetapi {(tasks ? "keputusan yang membentuk tim dan menetapkan tugasnya" : "keputusan yang membentuknya")} belum terdaftar atau tidak berlaku lagi.") with
            {
                Next = Decrees.Register(team.Key, tasks ? ProfileChoices.TasksOf(team.Key) : null),
            };
        }
        var ends = seats.SelectMany(seat => seat.Sittings.Where(sitting => sitting.InOffice)).Select(sitting => sitting.Until).Append(decree.InForceUntil).Min();
        var since = seats.SelectMany(seat => seat.Sittings.Where(sitting => sitting.InOffice)).Select(sitting => sitting.From).Append(decree.InForceFrom).Max();
        return ends is { } last && when.Within(last, Terms.Notice)
            ? question.Is(State.Due, $"Semua {seats.Count} kursi {team.Title} terisi, tetapi keputusan atau masa tugas anggotanya berakhir {Indonesian.Date(last)}.") with { Due = last, Evidence = Proof(decree), Next = new NextStep("Perbarui susunan tim", href) }
            : question.Is(State.Met, $"Dibentuk dengan {decree.Named}; semua {seats.Count} kursi terisi.") with { Due = ends, Since = since, Evidence = Proof(decree) };

        List<Evidence> Proof(Decree? found) => [.. found is null ? Array.Empty<Evidence>() : [found.Evidence], new Evidence(team.Title, href, "teams")];
    }
}
