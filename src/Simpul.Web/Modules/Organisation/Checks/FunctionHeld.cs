using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Organisation.Checks;

/// <summary><c>function-held</c>: the function is recorded with its office, and somebody holds that office.</summary>
internal sealed class FunctionHeld(PlatformDb db) : ICheck
{
    public string Name => "function-held";

    public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
    {
        var date = when.Date;
        var recorded = await db.Set<FunctionHolder>().AsNoTracking().Where(item => item.From <= date && (item.Until == null || item.Until >= date)).OrderBy(item => item.From).ToListAsync(cancel);
        var profile = questions[0].Profile;
        var manned = await OfficesManned.On(db, profile, date, cancel);
        return [.. questions.Select(question => Answer(question, [.. recorded.Where(item => item.Function == question.Key("function"))], manned))];
    }

    private static Answer Answer(Question question, IReadOnlyList<FunctionHolder> recorded, OfficesManned manned)
    {
        var office = question.Key("office")!;
        IReadOnlyList<string> wanted = [office, .. question.List("with")];
        var titles = wanted.ToDictionary(key => key, key => TitleOf(question.Profile, key));
        var holding = recorded.Where(item => item.Office == office || item.With.Contains(office)).ToList();
        var unrecorded = wanted.Where(key => !recorded.Any(item => item.Office == key || item.With.Contains(key))).ToList();
        if (unrecorded.Count > 0)
        {
            var form = $"/kerja/pemegang-fungsi/baru?function={Uri.EscapeDataString(question.Key("function")!)}&office={office}";
            return question.Is(State.Missing, $"Belum dicatat bahwa {Indonesian.List([.. unrecorded.Select(key => titles[key])])} memegang fungsi ini.") with
            {
                Next = holding.Count == 0 ? new NextStep("Catat pemegang fungsi", form) : new NextStep("Lengkapi pemegang fungsi", $"/kerja/pemegang-fungsi/{holding[0].Id}/ubah"),
            };
        }
        var empty = wanted.Where(key => manned.HolderOf(key) is null).ToList();
        var evidence = holding.Select(item => new Evidence($"Fungsi pada {titles[office]}", $"/kerja/pemegang-fungsi/{item.Id}", "functions-held", item.Id)).ToList();
        return empty.Count > 0
            ? question.Is(State.Missing, $"Fungsi sudah dicatat, tetapi belum ada yang menjabat di {Indonesian.List([.. empty.Select(key => titles[key])])}.") with { Evidence = evidence, Next = new NextStep("Tunjuk pejabat", "/kerja/penunjukan-jabatan/baru") }
            : question.Is(State.Met, $"Dipegang {Indonesian.List([.. wanted.Select(key => $"{titles[key]} ({manned.HolderOf(key)})")])}.") with { Since = holding[0].From, Evidence = evidence };
    }

    private static string TitleOf(EffectiveProfile profile, string key) => profile.Offices.TryGet(key, out var office) ? office.Name : key;
}
