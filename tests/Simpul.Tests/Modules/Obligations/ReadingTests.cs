using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Modules.Obligations;

public sealed class ReadingTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Choosing_another_reading_changes_the_weight_with_a_reason_in_the_journal(string database)
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021", database);
        var head = await app.Staff("Bupati", null, ["head"], [Role.Leader]);
        using var browse = await app.As(head);
        (await Weight(app)).ShouldBe(ObligationWeight.Information);
        var reading = await app.Do(services => Task.FromResult(services.GetRequiredService<CurrentRegulation>().Profile.Readings.Single(item => item.Choices.Values.Any(choice => choice.Weights.ContainsKey("BTG-6-1"))).Id));
        (await browse.Open("/kewajiban/tafsir")).Html.QuerySelector($"a[href='/kewajiban/tafsir/{reading}']").ShouldNotBeNull();

        var form = await browse.Open($"/kewajiban/tafsir/{reading}");
        (await browse.Submit(form, "Tetapkan tafsir", ("Input.Choice", "duty"))).Text.ShouldContain("Isi alasan");
        (await browse.Submit(form, "Tetapkan tafsir", ("Input.Choice", "ngawur"), ("Input.Reason", "Coba."))).Text.ShouldContain("Pilih salah satu tafsir.");
        (await Weight(app)).ShouldBe(ObligationWeight.Information);

        var done = await browse.Submit(form, "Tetapkan tafsir", ("Input.Choice", "duty"), ("Input.Reason", "Pendapat hukum Bagian Hukum."));
        done.Text.ShouldContain("Tafsir dipilih.");
        (await Weight(app)).ShouldBe(ObligationWeight.Warning);
        (await browse.Open("/kewajiban/BTG-6-1")).Text.ShouldContain("Alasan: Pendapat hukum Bagian Hukum.");
        var happened = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().SingleAsync(item => item.Action == "instance.reading-chosen"));
        happened.Body.ShouldContain("Pendapat hukum Bagian Hukum.");
    }

    [Fact]
    public async Task Who_may_not_choose_reads_and_cannot_post()
    {
        await using var city = await City.Build();
        using var browse = await city.App.As(city.HealthHead);
        var reading = await city.App.Do(services => Task.FromResult(services.GetRequiredService<CurrentRegulation>().Profile.Readings[0].Id));
        var page = await browse.Open($"/kewajiban/tafsir/{reading}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("Tetapkan tafsir");
        (await browse.Open("/kewajiban/tafsir/tidak-ada")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<ObligationWeight> Weight(App app) => app.Do(async services => (await services.GetRequiredService<Board>().On(new DateOnly(2026, 11, 2))).Rows["BTG-6-1"].Obligation.Weight);
}
