using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;
using Xunit;

namespace Simpul.Tests.Platform.Journal;

public sealed class HistoryTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_records_page_tells_who_changed_what_from_what_to_what(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var parent = await Register(app, ("code", "4.01"), ("name", "Sekretariat Daerah"));
        var id = await Register(app, ("code", "4.02"), ("name", "Dinas Lama"), ("kind", nameof(AgencyKind.Department)));
        var member = await app.Member([Role.Administrator]);
        using var browse = await app.SignIn(member);
        var form = await browse.Open($"/kerja/perangkat-daerah/{id}/ubah");
        await browse.Submit(form, "Simpan perubahan", ("Form.Input[name]", "Dinas Baru"), ("Form.Input[parent]", parent.ToString()), ("Form.Input[establishedOn]", "2026-11-02"));

        var page = await browse.Open($"/kerja/perangkat-daerah/{id}");

        var events = page.Html.QuerySelectorAll("#riwayat ol.history > li").Select(item => string.Join(' ', item.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        events.Count.ShouldBe(2);
        events[0].ShouldStartWith("Diubah");
        events[0].ShouldContain("2 November 2026 pukul 09.00 WIB");
        events[0].ShouldContain("Nama sebelumnya: Dinas Lama menjadi: Dinas Baru");
        events[0].ShouldContain("Sekretariat Daerah");
        events[1].ShouldStartWith("Didaftarkan");
        events[1].ShouldContain("Pengelola server (baris perintah)");
        page.Text.ShouldNotContain("parentId");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Protected_values_are_told_to_have_changed_and_nothing_more(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var person = new Person { Name = "Pegawai Contoh" };
        await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            person.Nip = services.GetRequiredService<Sealer>().Seal("198001012005011001", Sealer.Field("people", person.Id, "nip"));
            db.Add(person);
            services.GetRequiredService<Web.Platform.Journal.Journal>().Record("people.registered", person);
            await db.SaveChangesAsync();
        });
        var history = await app.Do(services => services.GetRequiredService<History>().Of("people", person.Id, 1, CancellationToken.None));
        var change = history.Events.ShouldHaveSingleItem().Changes.Single(item => item.IsProtected);
        (change.Label, change.Before, change.After).ShouldBe(("NIP", null, null));
    }

    [Fact]
    public async Task A_long_history_is_shown_in_steps()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var id = await Register(app, ("code", "4.02"), ("name", "Dinas 0"));
        for (var number = 1; number <= 12; number++)
        {
            await app.Do(async services =>
            {
                var db = services.GetRequiredService<PlatformDb>();
                var agency = await db.Set<Agency>().SingleAsync(item => item.Id == id);
                agency.Name = $"Dinas {number}";
                services.GetRequiredService<Web.Platform.Journal.Journal>().Record("agencies.changed", agency);
                await db.SaveChangesAsync();
            });
        }
        using var browse = await app.SignInAs(Role.Administrator);
        var page = await browse.Open($"/kerja/perangkat-daerah/{id}");
        page.Html.QuerySelectorAll("ol.history > li").Length.ShouldBe(10);
        page = await browse.Follow(page, "Tampilkan lebih banyak");
        page.Html.QuerySelectorAll("ol.history > li").Length.ShouldBe(13);
        page.Text.ShouldNotContain("Tampilkan lebih banyak");
    }

    [Fact]
    public async Task An_action_that_the_list_does_not_have_is_told_all_the_same()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var id = Guid.CreateVersion7();
        await app.Do(async services =>
        {
            services.GetRequiredService<Web.Platform.Journal.Journal>().Note("tests.unheard-of", "tests", id, reason: "percobaan");
            await services.GetRequiredService<PlatformDb>().SaveChangesAsync();
        });
        var told = (await app.Do(services => services.GetRequiredService<History>().Of("tests", id, 1, CancellationToken.None))).Events.ShouldHaveSingleItem();
        (told.What, told.Reason, told.SubjectOne).ShouldBe(("Dicatat (tests.unheard-of)", "percobaan", "tests"));
    }

    internal static Task<Guid> Register(App app, params (string Field, string Value)[] values) => app.Do(async services =>
    {
        var typed = new Typed();
        foreach (var (field, value) in values)
        {
            typed[field] = [value];
        }
        var outcome = await services.GetRequiredService<RegisterCatalogue>().ByKind("agencies")!.Work(services).Add(typed, CancellationToken.None);
        outcome.Refusals.ShouldBeEmpty();
        return outcome.Value;
    });
}
