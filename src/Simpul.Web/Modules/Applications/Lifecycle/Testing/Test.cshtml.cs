using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile.National;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Lifecycle.Testing;

/// <summary>A test of an application: what is tested, how it came out, what was found.</summary>
[Permission(ApplicationsPermissions.View)]
public sealed class TestModel(PlatformDb db, NationalData national, RecordTitles titles, IServiceProvider services) : PageModel
{
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    public ApplicationTest Test { get; private set; } = null!;

    public string Application { get; private set; } = "";

    public string CaseNumber { get; private set; } = "";

    public IReadOnlyList<TestResult> Results { get; private set; } = [];

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The rounds of this test.</summary>
    public IReadOnlyList<(Guid Id, int Round)> Rounds { get; private set; } = [];

    /// <summary>Why the actor cannot give results; null when they can.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>The first control that nobody answered.</summary>
    public Guid? Opened { get; private set; }

    public int Answered => Results.Count(result => result.Verdict != TestVerdict.Open);

    public int Failed => Results.Count(result => result.Verdict == TestVerdict.Fails);

    [BindProperty]
    public Given Form { get; set; } = new();

    [BindProperty]
    public string? Set { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await Load(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken cancel)
    {
        if (await Find(id, cancel) is not { } test)
        {
            return NotFound();
        }
        var outcome = await services.GetRequiredService<Tests>().Answer(test, new TestAnswer(Form.Result, Form.Count, Form.Verdict, Form.Note, Form.Severity, Form.Description, Form.DueOn), cancel);
        return await Answer(id, outcome, "Form", "Hasil tersimpan.", cancel);
    }

    public async Task<IActionResult> OnPostPassAsync(Guid id, CancellationToken cancel) => await Find(id, cancel) is not { } test ? NotFound()
        : await Answer(id, await services.GetRequiredService<Tests>().Pass(test, Set, cancel), "", "Sisa butir dinyatakan memenuhi.", cancel);

    public string? TextOf(string control) => national.Tests.Find(control)?.Text;

    public string? AsvsOf(string control) => national.Tests.Find(control)?.Asvs;

    public string? CiteOf(string set) => national.Tests.Sets.FirstOrDefault(one => one.Title == set)?.Cite;

    public string NameOf(Guid? person) => person is { } id && names.TryGetValue(id, out var name) ? name : "Seorang penguji";

    private async Task<IActionResult> Answer(Guid id, Outcome outcome, string prefix, string message, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            return this.Done(Tests.Href(id), message);
        }
        db.Forget();
        ModelState.Clear();
        ModelState.Accepts(outcome.Refusals, prefix);
        await Load(id, cancel);
        return Page();
    }

    private Task<ApplicationTest?> Find(Guid id, CancellationToken cancel) => db.Set<ApplicationTest>().SingleOrDefaultAsync(test => test.Id == id, cancel);

    private async Task<bool> Load(Guid id, CancellationToken cancel)
    {
        var seen = services.GetRequiredService<CaseFlow>().Seen();
        var found = await (
            from test in db.Set<ApplicationTest>().AsNoTracking()
            where test.Id == id
            join item in db.Set<ArchitectureItem>().AsNoTracking() on test.ApplicationId equals item.Id
            join one in seen on test.CaseId equals one.Id
            select new { test, item.Name, one.Number }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return false;
        }
        (Test, Application, CaseNumber) = (found.test, found.Name, found.Number);
        Results = await db.Set<TestResult>().AsNoTracking().Where(result => result.TestId == id).OrderBy(result => result.Number).ToListAsync(cancel);
        Findings = await db.Set<Finding>().AsNoTracking().Where(one => one.ApplicationId == Test.ApplicationId && db.Set<ApplicationTest>().Any(test => test.Id == one.TestId && test.CaseId == Test.CaseId && test.Word == Test.Word)).OrderBy(one => one.FoundOn).ToListAsync(cancel);
        Rounds = [.. (await db.Set<ApplicationTest>().AsNoTracking().Where(test => test.CaseId == Test.CaseId && test.Word == Test.Word).OrderBy(test => test.Round).Select(test => new { test.Id, test.Round }).ToListAsync(cancel)).Select(one => (one.Id, one.Round))];
        names = await titles.Of("people", [.. Results.Select(result => result.ByPersonId).OfType<Guid>().Distinct()], cancel);
        WhyNot = await services.GetRequiredService<Tests>().WhyNot(Test, cancel);
        Opened = WhyNot is null ? Results.FirstOrDefault(result => result.Verdict == TestVerdict.Open)?.Id : null;
        return true;
    }

    /// <summary>What the form of one control holds.</summary>
    public sealed class Given
    {
        public Guid Result { get; set; }

        public int Count { get; set; }

        public TestVerdict Verdict { get; set; }

        public string? Note { get; set; }

        public Severity? Severity { get; set; }

        public string? Description { get; set; }

        public DateOnly? DueOn { get; set; }
    }
}
