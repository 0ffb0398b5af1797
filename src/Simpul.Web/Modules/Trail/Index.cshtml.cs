using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Ui;

namespace Simpul.Web.Modules.Trail;

/// <summary>What happened, newest first, narrowed by period, action, kind of record, office and person.</summary>
[Permission(TrailModule.View)]
public sealed class IndexModel(PlatformDb db, JournalList list, JournalWords words, EventWords names, RegisterCatalogue registers, RecordTitles titles, Zone zone) : PageModel
{
    public JournalPage Events { get; private set; } = null!;

    public long Total { get; private set; }

    public IReadOnlyList<FieldChoice> Kinds { get; private set; } = [];

    /// <summary>Actions by the kind of record that they are of.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<FieldChoice> Actions)> Actions { get; private set; } = [];

    /// <summary>What is in force, as it stands in the address and as people read it.</summary>
    public IReadOnlyList<(string Name, string Value, string Words)> Filters { get; private set; } = [];

    /// <summary>Names that were typed and that nobody bears.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    public string Typed(string name) => Request.Query[name].ToString();

    /// <summary>The address of the page before or after.</summary>
    public string Turned(string name, long index) =>
        ListAddress.With(Request, ("sebelum", null), ("sesudah", null), (name, index.ToString(CultureInfo.InvariantCulture)));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Total = await db.Set<JournalHead>().AsNoTracking().Select(head => head.Size).SingleAsync(cancel);
        Choose();
        var (people, person) = await Named("orang", "people", "orang", cancel);
        var (offices, office) = await Named("jabatan", "offices", "jabatan", cancel);
        var from = Date("dari");
        var until = Date("sampai");
        var action = Known("tindakan", Actions.SelectMany(group => group.Actions));
        var kind = Known("jenis", Kinds);
        Filters =
        [
            .. new (string, string?, string?)[]
            {
                ("dari", from is null ? null : Typed("dari"), from is { } start ? $"Sejak {Platform.Ui.Text.Indonesian.Date(start)}" : null),
                ("sampai", until is null ? null : Typed("sampai"), until is { } end ? $"Sampai {Platform.Ui.Text.Indonesian.Date(end)}" : null),
                ("tindakan", action?.Value, action?.Title),
                ("jenis", kind?.Value, kind?.Title),
                ("jabatan", office is null ? null : Typed("jabatan"), office),
                ("orang", person is null ? null : Typed("orang"), person),
            }.Where(item => item.Item2 is not null).Select(item => (item.Item1, item.Item2!, item.Item3!)),
        ];
        Events = Unknown.Count > 0 ? new JournalPage([], false, false) : await list.Page(
            new JournalQuery(Midnight(from), Midnight(until?.AddDays(1)), action?.Value, kind?.Value, offices, people, Number("sebelum"), Number("sesudah")), cancel);
    }

    private void Choose()
    {
        var kinds = db.Model.GetEntityTypes().Where(type => typeof(IRecord).IsAssignableFrom(type.ClrType)).Select(type => RecordKindAttribute.Of(type.ClrType)).Append(JournalRotation.SubjectKind);
        Kinds = [.. kinds.Distinct().Select(kind => new FieldChoice(kind, Capital(names.One(kind)))).OrderBy(choice => choice.Title, StringComparer.Ordinal)];
        var actions = words.Listed.Concat(registers.All.SelectMany(register => new[] { $"{register.Kind}.registered", $"{register.Kind}.changed", $"{register.Kind}.personal-data-read" })).Distinct();
        Actions =
        [
            .. actions.GroupBy(action => action[..action.IndexOf('.', StringComparison.Ordinal)])
                .Select(group => (Capital(names.One(group.Key)), (IReadOnlyList<FieldChoice>)[.. group.Select(action => new FieldChoice(action, $"{Capital(names.One(group.Key))}: {words.Of(action).ToLowerInvariant()}"))]))
                .OrderBy(group => group.Item1, StringComparer.Ordinal),
        ];
    }

    /// <summary>A name that was typed, or an id that a link brought, as ids.</summary>
    private async Task<(IReadOnlyList<Guid>? Ids, string? Words)> Named(string name, string kind, string label, CancellationToken cancel)
    {
        var typed = Typed(name).Trim();
        if (typed.Length is 0 or > 200)
        {
            return (null, null);
        }
        if (Guid.TryParse(typed, out var id))
        {
            return ([id], $"{Capital(label)}: {(await titles.Of(kind, [id], cancel)).GetValueOrDefault(id) ?? "tidak dikenal lagi"}");
        }
        var found = await titles.Named(kind, typed, cancel);
        if (found.Count == 0)
        {
            Unknown = [.. Unknown, $"Tidak ada {label} bernama “{typed}”."];
        }
        return ([.. found.Select(choice => Guid.Parse(choice.Value))], $"{Capital(label)}: {typed}");
    }

    private FieldChoice? Known(string name, IEnumerable<FieldChoice> choices) => choices.FirstOrDefault(choice => choice.Value == Typed(name));

    private long? Number(string name) => long.TryParse(Typed(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private DateOnly? Date(string name) => DateOnly.TryParseExact(Typed(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1900 and < 2200 ? date : null;

    /// <summary>When a day begins where the government is.</summary>
    private DateTimeOffset? Midnight(DateOnly? date) => date is { } day ? zone.StartOf(day) : null;

    private static string Capital(string text) => JournalWords.Capital(text);
}
