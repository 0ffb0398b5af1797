using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Platform.Profile.Text;
using Simpul.Web;
using Simpul.Web.Commands;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform.Checks;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Obligations;

public sealed class BoardTests
{
    private static readonly DateOnly today = new(2026, 11, 2);

    [Theory]
    [InlineData("palangka-raya-9-2022")]
    [InlineData("bangka-tengah-74-2021")]
    [InlineData("baubau-68-2023")]
    [InlineData("palembang-25-2023")]
    public async Task The_command_lists_every_id_of_the_regulation_once(string regulation)
    {
        await using var app = await App.StartWith(regulation);
        var json = JsonDocument.Parse(await Command(app, json: true)).RootElement;
        var ids = json.EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToList();
        ids.ShouldBeUnique();
        // The ids that the reading of the texts found, apart from permissions and definitions.
        var wanted = File.ReadLines(Path.Combine(Texts.Repository, "tests", "Simpul.Tests", "Platform", "Profile", "ids", regulation + ".txt"))
            .Select(line => line.Split('\t')).Where(parts => parts[1] is not ("definition" or "permission")).Select(parts => parts[0]);
        ids.ShouldBe(wanted, ignoreOrder: true);
    }

    [Fact]
    public async Task Each_obligation_has_the_members_that_scripts_rely_on()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, today);
        var json = JsonDocument.Parse(await Command(city.App, json: true)).RootElement.EnumerateArray().ToList();
        foreach (var item in json)
        {
            item.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "citation", "actor", "kind", "text", "status", "since", "due", "check", "evidence"]);
            item.GetProperty("status").GetString().ShouldBeOneOf("met", "due", "overdue", "missing", "not-applicable");
        }
        var met = json.Single(item => item.GetProperty("id").GetString() == City.One);
        met.GetProperty("status").GetString().ShouldBe("met");
        met.GetProperty("citation").GetString().ShouldBe("Pasal 14 ayat (6)");
        met.GetProperty("since").GetString().ShouldBe("2026-11-02");
        met.GetProperty("due").GetString().ShouldBe("2027-11-02");
        met.GetProperty("check").GetString().ShouldNotBeNullOrEmpty();
        met.GetProperty("evidence").GetArrayLength().ShouldBe(1);

        using var browse = await city.App.As(city.Head);
        (await browse.Client.GetStringAsync("/api/v1/obligations")).ShouldBe((await Command(city.App, json: true)).TrimEnd());
    }

    [Fact]
    public async Task The_command_without_json_is_a_table_that_people_read()
    {
        await using var city = await City.Build();
        var said = await Command(city.App, json: false);
        said.ShouldContain("2026-11-02");
        said.ShouldContain("Perwali 9/2022");
        said.ShouldContain(City.One);
    }

    [Fact]
    public async Task Before_the_setup_the_command_says_what_to_do()
    {
        await using var app = await App.Start();
        await using var other = Server.Build(new ServerOptions(app.Data));
        var error = new StringWriter();
        (await ObligationsCommand.Run(other, null, json: true, TextWriter.Null, error, CancellationToken.None)).ShouldBe(1);
        error.ToString().ShouldContain("./run setup --regulation");
    }

    [Fact]
    public async Task The_board_of_a_past_day_says_what_the_records_say_of_that_day()
    {
        await using var city = await City.Build();
        await city.State(City.One, city.IctHead, null, new DateOnly(2026, 9, 1), until: new DateOnly(2026, 9, 30));
        using var browse = await city.App.As(city.Head);
        (await Status(browse, "2026-08-31")).ShouldBe("missing");
        (await Status(browse, "2026-09-10")).ShouldBe("due");
        (await Status(browse, "2026-10-15")).ShouldBe("overdue");

        var bad = await browse.Client.GetAsync("/api/v1/obligations?as-of=kemarin");
        ((int)bad.StatusCode).ShouldBe(400);
        (await bad.Content.ReadAsStringAsync()).ShouldContain("urn:simpul:problem:refused");
    }

    [Fact]
    public async Task Nothing_changed_means_the_same_board_and_any_event_a_new_one()
    {
        await using var city = await City.Build();
        var first = await city.Board();
        (await city.Board()).ShouldBeSameAs(first);
        await city.State(City.One, city.IctHead, null, today);
        (await city.Board()).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Twenty_who_ask_at_once_wait_for_one_computation()
    {
        var counting = new CountingCheck();
        await using var app = await App.StartWith(City.Regulation, configure: services => services.AddSingleton<ICheck>(counting));
        var views = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Do(services => services.GetRequiredService<Board>().On(today))));
        views.Distinct().Count().ShouldBe(1);
        counting.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_check_is_asked_once_for_all_obligations_that_share_it()
    {
        var counting = new CountingCheck();
        await using var app = await App.StartWith(City.Regulation, configure: services => services.AddSingleton<ICheck>(counting));
        var view = await app.Do(services => services.GetRequiredService<Board>().On(today));
        counting.Questions.ShouldBe(view.Profile.Obligations.Count(item => item.Check?.Check == counting.Name));
        counting.Questions.ShouldBeGreaterThan(1);
        view.Rows.First(row => row.Obligation.Check?.Check == counting.Name).Answer.Why.ShouldBe("Dihitung.");
    }

    [Fact]
    public async Task Every_registered_check_is_one_that_the_catalogue_expects_now()
    {
        await using var app = await App.StartWith(City.Regulation);
        var catalogue = app.Services.GetRequiredService<CurrentRegulation>().Checks;
        var registered = await app.Do(services => Task.FromResult(services.GetServices<ICheck>().Select(check => check.Name).ToList()));
        registered.ShouldBeUnique();
        registered.Where(name => catalogue.Find(name) is not { Since: "now" }).ShouldBeEmpty();
        catalogue.All.Where(spec => spec is { Since: "now", Module: "Obligations" }).Select(spec => spec.Name).Except(registered).ShouldBe(["obligations-met"], "the sum of others is answered by the board itself");
    }

    private static async Task<string?> Status(Browse browse, string date)
    {
        var board = JsonDocument.Parse(await browse.Client.GetStringAsync($"/api/v1/obligations?as-of={date}")).RootElement;
        return board.EnumerateArray().Single(item => item.GetProperty("id").GetString() == City.One).GetProperty("status").GetString();
    }

    /// <summary>A second program on the same folder, as the command line is.</summary>
    private static async Task<string> Command(App app, bool json)
    {
        await using var program = Server.Build(new ServerOptions(app.Data, Database: app.Database), builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(app.Clock)));
        await ServeCommand.Prepare(program, CancellationToken.None);
        var output = new StringWriter();
        (await ObligationsCommand.Run(program, null, json, output, TextWriter.Null, CancellationToken.None)).ShouldBe(0);
        return output.ToString();
    }

    /// <summary>A check of a module that is not there yet.</summary>
    private sealed class CountingCheck : ICheck
    {
        private int asked;

        public int Asked => asked;

        public int Questions { get; private set; }

        public string Name => "management-guideline-kept";

        public async Task<IReadOnlyList<Answer>> Answer(IReadOnlyList<Question> questions, CheckTime when, CancellationToken cancel)
        {
            Interlocked.Increment(ref asked);
            Questions = questions.Count;
            await Task.Delay(50, cancel);
            return [.. questions.Select(question => question.Is(State.Met, "Dihitung."))];
        }
    }
}
