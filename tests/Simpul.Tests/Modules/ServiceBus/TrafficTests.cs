using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Tests.Kit;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>What the gateways count becomes hours that only grow.</summary>
public sealed class TrafficTests
{
    private static readonly string Hash = new('a', 64);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_in_the_hours_is_what_the_gateway_counted_however_often_it_restarts(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var chance = new Random(database == Databases.Sqlite ? 3 : 4);
        var (since, counted) = (app.Clock.GetUtcNow(), TrafficCounts.None);
        var total = TrafficCounts.None;
        for (var step = 0; step < 150; step++)
        {
            var fresh = new TrafficCounts([.. Enumerable.Range(0, 5).Select(_ => (long)chance.Next(4))], [.. Enumerable.Range(0, TrafficCounts.Bounds.Count + 1).Select(_ => (long)chance.Next(3))],
                chance.Next(2) == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { [chance.Next(2) == 0 ? "quota-exceeded" : "rate-exceeded"] = chance.Next(1, 4) });
            (counted, total) = (counted.Plus(fresh), total.Plus(fresh));
            if (chance.Next(3) > 0) continue;
            await app.Count(since, new ContractTraffic(Hash, "harga/v1", counted));
            app.Clock.Advance(TimeSpan.FromMinutes(chance.Next(50)));
            // Restarted after it was read: nothing is lost, and what it counts begins at nothing.
            if (chance.Next(4) == 0) (since, counted) = (app.Clock.GetUtcNow(), TrafficCounts.None);
        }
        await app.Count(since, new ContractTraffic(Hash, "harga/v1", counted));
        await app.Count(since, new ContractTraffic(Hash, "harga/v1", counted));
        var hours = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<TrafficHour>().CountAsync());
        hours.ShouldBeGreaterThan(5);
        // Hours that are over become days; nothing is lost by it.
        app.Clock.Advance(TimeSpan.FromDays(3));
        for (var i = 0; i < 5; i++) await app.Do(services => services.GetRequiredService<TrafficCollection>().Fold(CancellationToken.None));
        var rows = await app.Do(services => services.GetRequiredService<PlatformDb>().Set<TrafficHour>().AsNoTracking().ToListAsync());
        rows.ShouldAllBe(row => row.IsDay);
        rows.Count.ShouldBeLessThan(hours);
        var sum = rows.Aggregate(TrafficCounts.None, (all, row) => all.Plus(row.Counts));
        sum.Statuses.ShouldBe(total.Statuses);
        sum.Durations.ShouldBe(total.Durations);
        sum.Refusals.OrderBy(one => one.Key).ShouldBe(total.Refusals.OrderBy(one => one.Key));
        rows.Sum(row => row.Answered).ShouldBe(total.Answered);
        rows.Sum(row => row.Refused).ShouldBe(total.Unanswered);
    }

    [Fact]
    public async Task The_file_of_a_gateway_is_read_on_schedule_and_a_broken_one_is_left()
    {
        await using var app = await App.StartWith(Make.Palembang);
        (await Run()).ShouldBe("Gerbang belum menulis angka lalu lintas.");
        var folder = Directory.CreateDirectory(Path.Combine(app.Data.Path, "gateway")).FullName;
        var file = Path.Combine(folder, "traffic.json");
        await File.WriteAllTextAsync(file, Written(app.Clock.GetUtcNow(), 7));
        (await Run()).ShouldBe("9 panggilan dicatat");
        await File.WriteAllTextAsync(file, "{\"format\":\"simpul-traffic/1\"");
        (await Run()).ShouldBe("Berkas lalu lintas tidak terbaca.");
        await File.WriteAllTextAsync(file, Written(app.Clock.GetUtcNow(), 10));
        (await Run()).ShouldBe("3 panggilan dicatat");
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<TrafficMark>().SingleAsync(one => one.Contract == Hash))).ShouldSatisfyAllConditions(mark => mark.UsedWindow.ShouldBe("2026-11-02"), mark => mark.Used.ShouldBe(8));
        Should.Throw<FormatException>(() => TrafficFile.Parse(Encoding.UTF8.GetBytes(Written(app.Clock.GetUtcNow(), 1).Replace("[1,2,3", "[1,2,4", StringComparison.Ordinal))));
        Should.Throw<FormatException>(() => TrafficFile.Parse(Encoding.UTF8.GetBytes(Written(app.Clock.GetUtcNow(), 1).Replace("\"statuses\":[0,", "\"statuses\":[-1,", StringComparison.Ordinal))));

        Task<string> Run() => app.Do(services => TrafficCollection.Run(services, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_refused_before_a_contract_was_known_is_shown_to_the_operator_by_hour_and_reason(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var since = app.Clock.GetUtcNow();
        Task<long> Take(DateTimeOffset started, long unknown, long rate, long ofContract) => app.Do(services => services.GetRequiredService<TrafficCollection>().Take("gerbang", new TrafficFile(started, app.Clock.GetUtcNow(),
            new Dictionary<string, long> { ["unknown-certificate"] = unknown, ["rate-exceeded"] = rate }, [new ContractTraffic(Hash, "harga/v1", MadeBus.Counts(0, refused: [("rate-exceeded", ofContract)]))]), CancellationToken.None));
        await Take(since, 3, 2, 2);
        // The gateway counted one for its contract a moment after it wrote the sum: nothing is counted twice by it.
        await Take(since, 3, 2, 3);
        await Take(since, 4, 3, 3);
        app.Clock.Advance(TimeSpan.FromHours(1));
        // Started anew.
        await Take(app.Clock.GetUtcNow(), 2, 0, 0);
        using var officer = await app.SignInAs(Role.IctAgency);
        var page = await officer.Open("/kerja/lalu-lintas-penghubung");
        page.Text.ShouldContain("6 panggilan tidak dikenali pemanggil atau kontraknya: sertifikat tidak dikenal 6");
        var hours = await officer.Follow(page, "Lihat menurut jam");
        hours.Html.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td, th")[1].TextContent.Trim()).ShouldBe(["2", "4"]);
        // No service and no contract gets them.
        page.Html.QuerySelectorAll("table").SelectMany(table => table.QuerySelectorAll("tbody tr")).Count(row => row.TextContent.Contains("sertifikat tidak dikenal", StringComparison.Ordinal)).ShouldBe(0);
        using var clerk = await app.SignInAs(Role.Operator);
        (await clerk.Open("/kerja/lalu-lintas-penghubung")).Text.ShouldNotContain("sertifikat tidak dikenal");
        (await clerk.Open(hours.Href)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task One_call_of_long_ago_does_not_make_an_exchange_run_on_the_bus()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (provider, consumer) = (await app.BusMember("pangan", MemberKind.OtherParty), await app.BusMember("dapur"));
        var (_, version) = await app.BusService(provider, "harga");
        var contract = await app.BusContract(consumer, provider, version);
        await app.Count(MadeBus.Begun, new ContractTraffic(contract, "harga/v1", MadeBus.Counts(1)));
        Task<bool> Used(int days) => app.Do(async services => (await services.GetRequiredService<ExchangeBook>().Read(DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime.AddDays(days)), CancellationToken.None)).Outside.ShouldHaveSingleItem().IsUsed);
        (await Used(0)).ShouldBeTrue();
        (await Used(80)).ShouldBeTrue();
        (await Used(95)).ShouldBeFalse();
    }

    [Fact]
    public void Every_code_that_the_gateway_counts_has_words()
    {
        List<string> codes =
        [
            .. typeof(Simpul.Gateway.Calls.Refusals).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<Simpul.Gateway.Calls.Refusal>().Select(one => one.Code),
            .. Simpul.Gateway.Calls.Refusals.Others, Simpul.Gateway.Telemetry.Traffic.AnswerBroken, Simpul.Gateway.Telemetry.Traffic.CallerLeft,
        ];
        codes.Count.ShouldBeGreaterThan(45);
        codes.Where(code => TrafficWords.Refusal(code) == code).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_every_call_failed_at_the_gateway_itself_nobody_is_told_that_there_was_none()
    {
        await using var app = await App.StartWith(Make.Palembang);
        await app.Do(services => services.GetRequiredService<TrafficCollection>().Take("gerbang", new TrafficFile(app.Clock.GetUtcNow(), app.Clock.GetUtcNow(), new Dictionary<string, long> { ["not-ready"] = 4 }, []), CancellationToken.None));
        using var officer = await app.SignInAs(Role.IctAgency);
        var page = await officer.Open("/kerja/lalu-lintas-penghubung");
        page.Text.ShouldSatisfyAllConditions(text => text.ShouldContain("Tidak ada panggilan yang sampai ke kontrak"), text => text.ShouldNotContain("Tidak ada panggilan dalam rentang ini"));
    }

    [Fact]
    public void A_share_is_interpolated_within_its_bucket()
    {
        TrafficCounts.None.Within(0.5).ShouldBeNull();
        var durations = new long[TrafficCounts.Bounds.Count + 1];
        durations[9] = 100;
        new TrafficCounts([0, 100, 0, 0, 0], durations, new Dictionary<string, long>()).Within(0.5)!.Value.ShouldBe(80, 0.001);
        new TrafficCounts([0, 100, 0, 0, 0], durations, new Dictionary<string, long>()).Within(0.95)!.Value.ShouldBe(98, 0.001);
        durations[^1] = 10;
        new TrafficCounts([0, 110, 0, 0, 0], durations, new Dictionary<string, long>()).Within(0.99).ShouldBe(double.PositiveInfinity);
        var counts = MadeBus.Counts(98, failed: 1, refused: [("provider-timeout", 1), ("quota-exceeded", 100)]);
        (counts.Calls, counts.Failed, counts.Availability).ShouldBe((200L, 2L, (decimal?)0.99m));
        // Who leaves is neither refused nor well served.
        counts = MadeBus.Counts(98, refused: [("answer-broken", 2), ("caller-left", 900), ("quota-exceeded", 100)]);
        (counts.Calls, counts.Refused, counts.Broken, counts.Left, counts.Availability).ShouldBe((1100L, 100L, 2L, 900L, (decimal?)0.99m));
        counts.RefusedByCode.Select(one => one.Key).ShouldBe(["quota-exceeded"]);
        MadeBus.Counts(0, refused: [("caller-left", 3)]).Availability.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_operator_sees_calls_errors_durations_and_quota_by_service_and_contract(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        using var browse = await app.SignInAs(Role.IctAgency);
        (await browse.Open("/kerja/lalu-lintas-penghubung")).Text.ShouldContain("Belum ada lalu lintas");
        var (provider, consumer) = (await app.BusMember("pangan"), await app.BusMember("dapur"));
        var (_, version) = await app.BusService(provider, "harga");
        var (_, secret) = await app.BusService(provider, "intel", Classification.Secret);
        var contract = await app.BusContract(consumer, provider, version, quota: new Quota(1000, "day"));
        var hidden = await app.BusContract(consumer, provider, secret);
        await app.Count(MadeBus.Begun, new ContractTraffic(contract, "harga/v1", MadeBus.Counts(100, failed: 2, quick: 50, ("quota-exceeded", 5))), new ContractTraffic(hidden, "intel/v1", MadeBus.Counts(7)));
        (await app.Do(services => services.GetRequiredService<PlatformDb>().Set<JournalEvent>().CountAsync(one => one.Action == "bus-contracts.used"))).ShouldBe(2);
        var page = await browse.Open("/kerja/lalu-lintas-penghubung");
        foreach (var expected in new[] { "Layanan harga", "107", "Anggota dapur dari Anggota pangan", "kuota habis 5", "102 dari 1.000 sehari" }) page.Text.ShouldContain(expected);
        page.Text.ShouldNotContain("intel");
        page.Html.QuerySelector("figure[data-chart=line] table")!.QuerySelectorAll("tbody tr").Length.ShouldBe(24);
        (await browse.Open("/kerja/lalu-lintas-penghubung?rentang=7hari&layanan=harga/v1")).Text.ShouldContain("Hanya layanan harga/v1");
        (await browse.Open("/kerja/lalu-lintas-penghubung?rentang=7hari&layanan=intel/v1")).Text.ShouldNotContain("Anggota dapur");
        (await browse.Client.GetByteArrayAsync(new Uri("/kerja/lalu-lintas-penghubung/ekspor.xlsx?rentang=7hari", UriKind.Relative))).Length.ShouldBeGreaterThan(1000);
        app.Clock.Advance(TimeSpan.FromDays(2));
        using var later = await app.SignInAs(Role.IctAgency);
        (await later.Open("/kerja/lalu-lintas-penghubung")).Text.ShouldNotContain("107");
        (await later.Open("/kerja/lalu-lintas-penghubung?rentang=7hari")).Text.ShouldContain("107");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_buss_own_faults_count_against_it_trials_count_for_nothing_and_a_quota_is_used_as_the_gateway_counts(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var (provider, consumer) = (await app.BusMember("pangan"), await app.BusMember("dapur"));
        var (service, version) = await app.BusService(provider, "harga");
        var trial = await app.BusVersion(service, change: one => (one.Label, one.Environment) = ("v1-uji", ServiceEnvironment.Sandbox));
        var contract = await app.BusContract(consumer, provider, version, quota: new Quota(1000, "day"));
        var tried = await app.BusContract(consumer, provider, trial);
        var (since, today) = (app.Clock.GetUtcNow(), new Simpul.Web.Platform.Calendar.Zone().DayOf(app.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Task<long> Take(TrafficCounts counts, long down) => app.Do(services => services.GetRequiredService<TrafficCollection>().Take("gerbang",
            new TrafficFile(since, app.Clock.GetUtcNow(), new Dictionary<string, long> { ["log-unavailable"] = down, ["unknown-certificate"] = 7 }, [new ContractTraffic(contract, "harga/v1", counts), new ContractTraffic(tried, "harga/v1-uji", MadeBus.Counts(40))])
            { Used = new Dictionary<string, QuotaUse> { [contract] = new QuotaUse(today, 93) } }, CancellationToken.None));
        await Take(MadeBus.Counts(80, failed: 5, quick: 40, ("quota-exceeded", 5), ("rate-exceeded", 1)), 4);
        app.Clock.Advance(TimeSpan.FromHours(2));
        var counted = MadeBus.Counts(160, failed: 5, quick: 70, ("quota-exceeded", 12), ("rate-exceeded", 1));
        await Take(counted, 10);

        using var browse = await app.SignInAs(Role.IctAgency);
        foreach (var span in new[] { "24jam", "365hari" })
        {
            var page = await browse.Open($"/kerja/lalu-lintas-penghubung?rentang={span}");
            // 178 calls of the contract, 10 that the bus could not take; 15 of both failed.
            foreach (var expected in new[] { "92,021 %", "188", "15", "kuota habis 12, laju terlampaui 1", "93 dari 1.000 sehari", "Layanan harga (uji coba)", "40 panggilan uji coba tidak ikut dihitung", TrafficWords.Milliseconds(counted.Within(0.95)) })
            {
                page.Text.ShouldContain(expected, Case.Sensitive, span);
            }
            page.Html.QuerySelectorAll("figure[data-chart=line] td[data-value]").Sum(cell => long.Parse(cell.GetAttribute("data-value")!, CultureInfo.InvariantCulture)).ShouldBe(188, span);
        }
        (await browse.Open("/kerja/lalu-lintas-penghubung?layanan=harga/v1-uji")).Text.ShouldContain("100,000 %");
        (await browse.Open("/kerja/direktori-layanan/harga/v1")).Text.ShouldContain("178");
        using (var sheet = Simpul.Web.Platform.Documents.Sheets.SheetReader.Open(new MemoryStream(await browse.Client.GetByteArrayAsync(new Uri("/kerja/penerima-data/ekspor.xlsx", UriKind.Relative))), ["Penerima", "Versi"]))
        {
            sheet.Rows().Select(row => row["Versi"]).ShouldBe(["v1"]);
        }
        app.Clock.Advance(TimeSpan.FromDays(1));
        using var later = await app.SignInAs(Role.IctAgency);
        (await later.Open("/kerja/lalu-lintas-penghubung?rentang=7hari")).Text.ShouldContain("0 dari 1.000 sehari");
    }

    private static string Written(DateTimeOffset at, int answered) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"format":"simpul-traffic/1","since":"2026-11-02T00:00:00+00:00","at":"{{{at:O}}}","bounds":[{{{string.Join(',', TrafficCounts.Bounds)}}}],"refusals":{"bad-token":4,"rate-exceeded":2},
        "contracts":[{"contract":"{{{Hash}}}","service":"harga/v1","statuses":[0,{{{answered}}},0,0,0],"durations":[{{{answered}}},{{{string.Join(',', new int[18])}}}],"refusals":{"rate-exceeded":2}}],"used":{"{{{Hash}}}":{"window":"2026-11-02","calls":8} } }
        """);
}
