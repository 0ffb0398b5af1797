using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Access;
using Simpul.Web.Commands;
using Simpul.Web.Data;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.Access;

public sealed class FirstAccountTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_first_administrator_is_invited_by_a_command_and_signs_in(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        await app.Change(instance => instance.RequiresSecondFactor = false);
        using var browse = new Browse(app);
        (await browse.Open("/masuk")).Text.ShouldContain("./run accounts invite --name \"NAMA\" --user NAMA.PENGGUNA");

        var (code, said, _) = await Run(app, "Orang Pertama", "orang.pertama", "https://spbe.contoh.test/");
        code.ShouldBe(0);
        var link = said.Split('\n', StringSplitOptions.TrimEntries).Single(line => line.StartsWith("https://spbe.contoh.test/masuk/undangan/", StringComparison.Ordinal));

        var page = await browse.Open(new Uri(link).PathAndQuery);
        page = await browse.Submit(page, "Simpan kata sandi", ("Input.Password", "burung camar pulang"), ("Input.Repeated", "burung camar pulang"));
        page.Text.ShouldNotContain("accounts invite");
        await browse.Submit(page, "Masuk", ("UserName", "orang.pertama"), ("Password", "burung camar pulang"));
        (await browse.Open("/kerja/pengguna")).Text.ShouldContain("Orang Pertama");
        (await browse.Open("/kerja/jabatan")).Text.ShouldContain(FirstAdministrator.OfficeTitle);
        (await browse.Open(new Uri(link).PathAndQuery)).Title.ShouldBe("Undangan tidak berlaku");

        var events = await AccountTests.Events(app);
        events.Select(item => item.Action).ShouldBeSubsetOf(["instance.set-up", "instance.settings-changed", "accounts.invitation-accepted", "accounts.signed-in", "agencies.registered", "offices.registered", "people.registered", "appointments.registered", "accounts.opened", "accounts.invited"]);
        events.Select(item => item.Action).ShouldContain("appointments.registered");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_name_that_is_taken_is_refused_and_nothing_of_it_stays(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        (await Run(app, "Orang Pertama", "1")).Code.ShouldBe(1);
        (await Run(app, "Orang Pertama", "orang.pertama")).Code.ShouldBe(0);
        var (code, said, error) = await Run(app, "Orang Kedua", "Orang.Pertama");
        code.ShouldBe(1);
        said.ShouldBeEmpty();
        error.ShouldContain("sudah dipakai");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<Person>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Another_one_comes_beside_the_first_in_the_office_that_there_is()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var agency = await app.Agency("Dinas Kominfo Contoh", "ict-agency");
        await Run(app, "Orang Pertama", "orang.pertama");
        await Run(app, "Orang Kedua", "orang.kedua");
        var (offices, appointments) = await app.Do(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            return (await db.Set<Office>().ToListAsync(), await db.Set<Appointment>().OrderBy(item => item.Id).ToListAsync());
        });
        offices.ShouldHaveSingleItem().AgencyId.ShouldBe(agency);
        offices[0].Roles.ShouldBe([Role.Administrator]);
        appointments.Select(item => item.Kind).ShouldBe([AppointmentKind.Definitive, AppointmentKind.Deputy]);
    }

    [Fact]
    public async Task Before_the_setup_it_says_so()
    {
        await using var app = await App.Start();
        var (code, _, error) = await Run(app, "Orang Pertama", "orang.pertama");
        code.ShouldBe(1);
        error.ShouldContain("run setup first");
    }

    private static async Task<(int Code, string Said, string Error)> Run(App app, string name, string user, string address = "http://127.0.0.1:8080")
    {
        await using StringWriter output = new(), error = new();
        var code = await AccountsCommand.Invite(app.Services, name, user, address, output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
