using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Modules.Obligations.Checks;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Obligations;

public sealed class CheckTests
{
    private static readonly Lazy<EffectiveProfile> profile = new(() => ProfileSet.Load(Simpul.Web.Commands.RegulationsCommand.Folder).Find(City.Regulation).Required().Effective());

    [Fact]
    public void A_sum_is_as_its_worst_part_with_the_earliest_due_date()
    {
        // Pasal 13 ayat (1) is the sum of PKY-12-3, PKY-17 and PKY-24-1.
        Sum(State.Met, State.Met, State.Met).Status.ShouldBe(State.Met);
        Sum(State.Met, State.NotApplicable, State.Met).Status.ShouldBe(State.Met);
        Sum(State.NotApplicable, State.NotApplicable, State.NotApplicable).Status.ShouldBe(State.NotApplicable);
        Sum(State.Met, State.Due, State.Met).Status.ShouldBe(State.Due);
        Sum(State.Due, State.Missing, State.Met).Status.ShouldBe(State.Missing);
        var late = Sum(State.Overdue, State.Missing, State.Due);
        late.Status.ShouldBe(State.Overdue);
        late.Due.ShouldBe(new DateOnly(2026, 1, 1));
        late.Why.ShouldStartWith("0 dari 3 bagiannya terpenuhi. Belum: Pasal 12 ayat (3)");
        late.Next!.Href.ShouldBe("/kewajiban/PKY-12-3");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_transition_is_missing_then_overdue_then_met(string database)
    {
        await using var city = await City.Build(database);
        const string Transition = "PKY-53-1";
        var early = new DateOnly(2024, 1, 10);
        (await city.Row(Transition)).Status.ShouldBe(State.Missing);

        var system = new LegacySystem { Kind = LegacyKind.Agencies, Name = "Dinas Arsip", AgencyId = city.Archive };
        await Save(city, system, isNew: true);
        (await city.Row(Transition, early)).Status.ShouldBe(State.Due);
        var late = await city.Row(Transition);
        late.Status.ShouldBe(State.Overdue);
        late.Answer.Since.ShouldBe(new DateOnly(2024, 6, 21));
        late.Answer.Why.ShouldBe("0 dari 1 sudah disesuaikan. Belum: Dinas Arsip. Batasnya 20 Juni 2024.");

        system.ConformedOn = new DateOnly(2026, 5, 1);
        await Save(city, system, isNew: false);
        var met = await city.Row(Transition);
        met.Status.ShouldBe(State.Met);
        met.Answer.Evidence.Single().Id.ShouldBe(system.Id);
        (await city.Row(Transition, new DateOnly(2026, 4, 30))).Status.ShouldBe(State.Overdue);
    }

    [Fact]
    public async Task That_nothing_ran_before_is_a_statement_and_the_register_keeps_it_apart()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.IctHead);
        var form = await browse.Open("/kerja/sistem-terdahulu/baru");
        var saved = await browse.Submit(form, "Simpan yang berjalan sebelumnya", ("Form.Input[name]", "Tidak ada yang berjalan sebelumnya"), ("Form.Input[kind]", "Nothing"));
        saved.Text.ShouldContain("tersimpan");
        (await city.Row("PKY-53-1")).Status.ShouldBe(State.NotApplicable);
    }

    private static Answer Sum(params State[] parts)
    {
        string[] ids = ["PKY-12-3", "PKY-17", "PKY-24-1"];
        var answers = profile.Value.Obligations.Where(item => item.Check?.Check != ObligationsMet.Check).ToDictionary(item => item.Id, item => new Answer(item.Id, State.Met, "Ada."));
        foreach (var (id, status) in ids.Zip(parts))
        {
            answers[id] = new Answer(id, status, "Ada.") { Due = status == State.Overdue ? new DateOnly(2026, 1, 1) : status == State.Due ? new DateOnly(2026, 12, 1) : null };
        }
        new ObligationsMet(profile.Value, answers).AnswerAll();
        return answers["PKY-13-1"];
    }

    private static Task Save(City city, LegacySystem system, bool isNew) => city.App.Do(async services =>
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (isNew)
        {
            db.Add(system);
        }
        else
        {
            var stored = await db.FindAsync<LegacySystem>(system.Id);
            stored!.ConformedOn = system.ConformedOn;
            system = stored;
        }
        services.GetRequiredService<Journal>().Record("legacy-systems.changed", system);
        await db.SaveChangesAsync();
    });
}
