using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Cases;

/// <summary>The form that opens a case of one procedure, and the steps that it will go through.</summary>
[Permission(CaseRules.Work)]
public sealed class NewModel(Procedures procedures, CaseFlow flow, CasePageLoader loader, RecordTitles titles, RegisterCatalogue registers, Acting acting) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    public bool MayOpen { get; private set; }

    public string Opener { get; private set; } = "";

    public IReadOnlyList<FormField> Fields { get; private set; } = [];

    public IReadOnlyList<(string Title, string Office, string Asks, int? Within)> Steps { get; private set; } = [];

    /// <summary>The record that it is about.</summary>
    public (string Title, string Href)? About { get; private set; }

    /// <summary>Where the record that it must be about is chosen; null where one is, or none is needed.</summary>
    public Register? OpenedFrom { get; private set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Subject { get; set; }

    [BindProperty, Display(Name = "Perihal")]
    public string? CaseTitle { get; set; }

    [BindProperty]
    public CaseInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string procedure, CancellationToken cancel)
    {
        if (!await Load(procedure, cancel))
        {
            return NotFound();
        }
        CaseTitle = (About?.Title ?? Named()) is { } name ? $"{Procedure.Title}: {name}" : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string procedure, CancellationToken cancel)
    {
        if (!await Load(procedure, cancel))
        {
            return NotFound();
        }
        var outcome = await flow.Open(new CaseOpening(procedure, CaseTitle, Subject, Input.Typed()), cancel);
        if (outcome.Succeeded)
        {
            return this.Done(outcome.Value.Href, $"Urusan {outcome.Value.Number} dibuka. Lengkapi dokumennya, lalu ajukan.");
        }
        foreach (var refusal in outcome.Refusals)
        {
            var field = Fields.FirstOrDefault(item => item.Field.Key == refusal.Field)?.Field;
            ModelState.AddModelError(field is not null ? $"Input.{(field.Kind == FieldKind.Choices ? "Many" : "Fields")}[{field.Key}]" : refusal.Field == "Title" ? nameof(CaseTitle) : "", refusal.Message);
        }
        return Page();
    }

    /// <summary>The record that the address has chosen already, where it has chosen one.</summary>
    private string? Named() => Fields.Where(entry => entry.Field.Kind == FieldKind.Reference && entry.Items is not null)
        .Select(entry => entry.Items!.FirstOrDefault(item => item.Value is { Length: > 0 } value && value == Input.Fields.GetValueOrDefault(entry.Field.Key))?.Text).FirstOrDefault(title => title is not null);

    private async Task<bool> Load(string key, CancellationToken cancel)
    {
        if (procedures.Find(key) is not { } procedure)
        {
            return false;
        }
        Procedure = procedure;
        MayOpen = procedures.MayOpen(procedure);
        Opener = Procedures.NameOf(procedures.Profile, procedure.First.By);
        Steps = [.. CaseRules.Ahead(procedure, procedure.First).Prepend(procedure.First).Select(step => (step.Title, Procedures.NameOf(procedures.Profile, step.By), step.Asks, step.Within))];
        var part = procedures.Part(key);
        Fields = await loader.FieldsOf(part?.Fields ?? [], cancel);
        About = part?.SubjectKind is { } kind && Subject is { } subject ? await titles.Of(kind, subject, cancel) : null;
        OpenedFrom = part?.SubjectKind is { } about && Subject is null && registers.ByKind(about) is { } register && acting.Actor.May(register.View) ? register : null;
        foreach (var field in Fields)
        {
            if (field.Field.Kind == FieldKind.Choices)
            {
                Input.Many.TryAdd(field.Field.Key, []);
            }
            else
            {
                Input.Fields.TryAdd(field.Field.Key, Request.Query[field.Field.Key] is [{ Length: > 0 and < 500 } given] ? given : null);
            }
        }
        return true;
    }
}
