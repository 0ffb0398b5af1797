using System.Text;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle.Documents;
using Simpul.Web.Modules.Applications.Lifecycle.Phases;
using Simpul.Web.Modules.Applications.Lifecycle.Running;
using Simpul.Web.Modules.Applications.Lifecycle.Testing;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Samples;

namespace Simpul.Web.Modules.Applications.Lifecycle;

/// <summary>How the made-up city's applications came about: plans and phases of those that run and, of every second, the case in which it was tested, with documents and findings.</summary>
internal sealed class LifecycleCity(City city, EffectiveProfile profile, Procedure? testing, StoredContent content)
{
    private const int Controls = 15;
    private static readonly byte[] pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
    private readonly Dictionary<int, int> sequences = [];

    public static async Task Plan(City city, CancellationToken cancel)
    {
        var profile = city.Services.GetRequiredService<CurrentRegulation>().Profile;
        var content = (await city.Services.GetRequiredService<FileStore>().Put(new MemoryStream(pdf), pdf.Length, cancel))!;
        var plan = new LifecycleCity(city, profile, ApplicationProcedures.Of(profile.Stated).FirstOrDefault(ApplicationProcedures.HasTests), content);
        var at = 0;
        foreach (var (on, application) in city.Steps.Where(step => step.Change is null && step.Record is Application { Stage: ApplicationStage.Running }).Select(step => (step.On, (Application)step.Record)).ToList())
        {
            plan.One(at++, on, application);
        }
    }

    private void One(int at, DateOnly on, Application application)
    {
        var agency = application.Item.AgencyId;
        var method = PhaseOrder.ByMethod(profile) ? DevelopmentMethods.All[at % DevelopmentMethods.All.Count].Key : null;
        city.Add(on, new BuildPlan { Id = city.NewId(on), ApplicationId = application.Id, AgencyId = agency, Builder = (BuiltBy)(at % 2), Method = method });
        city.Add(on, new Running.Evaluation { Id = city.NewId(on), ApplicationId = application.Id, AgencyId = agency, DueOn = city.Today.AddDays(city.Random.Next(-60, 300)) });
        foreach (var phase in PhaseOrder.Of(profile, method).Phases)
        {
            city.Add(on, new ApplicationPhase { Id = city.NewId(on), ApplicationId = application.Id, AgencyId = agency, Phase = phase, StartedOn = on.AddDays(-30), EndedOn = on, Left = "Laporan tahap (contoh)." });
        }
        if (at % 5 == 0)
        {
            city.Add(on, new KnowledgeEntry { Id = city.NewId(on), Title = $"Membangun {application.Item.Name}", Summary = "Apa yang dipelajari (contoh).", ApplicationId = application.Id, AgencyId = agency, WrittenOn = on });
        }
        // Numbers of the year at hand are left to the cases that people open.
        if (at % 2 == 0 && on.Year < city.Today.Year && testing is not null)
        {
            Case(at, on, application, testing);
        }
    }

    private void Case(int at, DateOnly on, Application application, Procedure procedure)
    {
        var sequence = sequences[on.Year] = sequences.GetValueOrDefault(on.Year) + 1;
        var moment = new DateTimeOffset(on, new TimeOnly(2, 0), TimeSpan.Zero);
        var item = new Case
        {
            Id = city.NewId(on), Year = on.Year, Sequence = sequence, Number = Platform.Cases.Case.NumberOf(on.Year, sequence), RegulationId = profile.Stated.Id, Procedure = procedure.Key, Title = $"{procedure.Title}: {application.Item.Name}",
            SubjectKind = ApplicationRegister.Kind, SubjectId = application.Id, AgencyId = application.Item.AgencyId, OpenedAt = moment, ClosedAt = moment, State = CaseState.Done,
        };
        List<Step> walked = [procedure.First, .. CaseRules.Ahead(procedure, procedure.First)];
        city.Add(on, item, "opened",
        [
            .. walked.Select((step, number) => (Step: step, Number: number + 1, Out: step.Outcomes.First(outcome => CaseRules.IsForward(procedure, step, outcome)))).Select(one => new CaseStep
            {
                Id = city.NewId(on), CaseId = item.Id, Number = one.Number, Round = 1, Step = one.Step.Id, Title = one.Step.Title, Office = one.Step.By, Desk = CaseRules.DeskOf(profile.Stated, one.Step.By), AgencyId = item.AgencyId,
                StartedAt = moment, DoneAt = moment, Outcome = one.Out.Key, OutcomeLabel = one.Out.Label,
            }),
        ]);
        foreach (var (slot, _, _) in RequiredDocuments.Wanted(profile, application.Kind))
        {
            var file = city.Add(on, new FileRecord
            {
                Id = city.NewId(on), SubjectKind = "cases", SubjectId = item.Id, Slot = slot, Name = $"{slot}.pdf", Sha256 = content.Sha256, Size = content.Size, MediaType = "application/pdf", AgencyId = item.AgencyId,
                Permission = CaseRules.View, UploadedAt = moment,
            }, "attached");
            city.Add(on, new DocumentVerdict { Id = city.NewId(on), ApplicationId = application.Id, CaseId = item.Id, Slot = slot, FileId = file.Id, Accepted = true, At = moment }, "accepted");
        }
        foreach (var step in walked.Where(step => step.Tests().Any()))
        {
            foreach (var word in step.Tests())
            {
                Test(at, on, application, item, step, word, moment);
            }
        }
    }

    private void Test(int at, DateOnly on, Application application, Case item, Step step, string word, DateTimeOffset moment)
    {
        var test = new ApplicationTest { Id = city.NewId(on), ApplicationId = application.Id, CaseId = item.Id, Round = 1, Step = step.Id, Word = word, StartedAt = moment, EndedAt = moment };
        city.Add(on, test, "planned",
        [
            .. Enumerable.Range(1, Controls).Select(number => new TestResult { Id = city.NewId(on), TestId = test.Id, Number = number, Set = "Pengujian (contoh)", Control = $"contoh-{number}", Title = $"Butir {number}", Verdict = TestVerdict.Passes, At = moment }),
        ]);
        if (at % 8 == 0)
        {
            city.Add(on, new Finding
            {
                Id = city.NewId(on), ApplicationId = application.Id, AgencyId = application.Item.AgencyId, TestId = test.Id, Control = "contoh-1", Title = "Sesi", Description = "Sesi tidak berakhir saat keluar (contoh).",
                Severity = (Severity)(at % 4), FoundOn = on, DueOn = on.AddDays(14), State = FindingState.Closed, Answer = "Diperbaiki.", AnsweredOn = on, Retest = "Sesuai.", RetestedOn = on,
            });
        }
    }
}
