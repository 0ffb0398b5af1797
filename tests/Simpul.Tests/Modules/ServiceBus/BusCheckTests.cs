using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Applications.Inventory;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Catalogue;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Modules.ServiceBus.Traffic;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>The five questions of the board that the service bus answers.</summary>
public sealed class BusCheckTests
{
    private const string BangkaTengah = "bangka-tengah-74-2021";
    private const string Baubau = "baubau-68-2023";
    private const string PalangkaRaya = "palangka-raya-9-2022";

    private static readonly DateOnly Today = new(2026, 11, 2);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_bus_is_operated_by_the_agency_that_the_regulation_names(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        var missing = await app.Asked("bus-operated", "PLG-16-1");
        missing.Status.ShouldBe(State.Missing);
        missing.Why.ShouldContain("Penghubung layanan belum tercatat beroperasi");
        missing.Next!.Href.ShouldBe("/kerja/komponen-penghubung/baru");
        var (kominfo, other) = (await app.Agency("Dinas Kominfo", "ict-agency"), await app.Agency("Dinas Lain"));
        var part = await app.Saved("bus-components.registered", () => new BusComponent { Name = "Simpul", Kind = ComponentKind.Bus, OperatorId = other, From = new DateOnly(2026, 10, 5) });
        (await app.Asked("bus-operated", "PLG-16-1")).Why.ShouldContain("gerbang penghubung belum pernah terhubung");
        await app.Saved("bus-gateways.registered", () => new BusGateway { Origin = "lama", Spki = "c", FoundAt = MadeBus.Begun, RetiredAt = MadeBus.Begun.AddDays(1), RetireReason = "Mesin diganti" });
        (await app.Asked("bus-operated", "PLG-16-1")).Why.ShouldContain("sudah dipensiunkan");
        await app.Saved("bus-gateways.registered", () => new BusGateway { Origin = "a", Spki = "b", FoundAt = MadeBus.Begun });
        var elsewhere = await app.Asked("bus-operated", "PLG-16-4");
        elsewhere.Status.ShouldBe(State.Missing);
        elsewhere.Why.ShouldBe("Simpul tidak diselenggarakan oleh Dinas Kominfo.");
        await app.Edited<BusComponent>(part, "bus-components.changed", one => one.OperatorId = kominfo);
        var met = await app.Asked("bus-operated", "PLG-16-4");
        (met.Status, met.Since).ShouldBe((State.Met, new DateOnly(2026, 10, 5)));
        met.Evidence.ShouldHaveSingleItem().Href.ShouldBe($"/kerja/komponen-penghubung/{part}");
        (await app.Asked("bus-operated", "PLG-16-4", new DateOnly(2026, 10, 4))).Status.ShouldBe(State.Missing);
        await app.Edited<BusComponent>(part, "bus-components.changed", one => one.Until = Today.AddDays(-1));
        (await app.Asked("bus-operated", "PLG-16-4")).Status.ShouldBe(State.Missing);
        (await app.Asked("bus-operated", "PLG-16-4", Today.AddDays(-1))).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task Parts_and_software_are_asked_for_where_the_regulation_names_them()
    {
        await using var baubau = await App.StartWith(Baubau);
        await baubau.Saved("bus-gateways.registered", () => new BusGateway { Origin = "a", Spki = "b", FoundAt = MadeBus.Begun });
        await baubau.Saved("bus-components.registered", () => new BusComponent { Name = "Simpul", Kind = ComponentKind.Bus, From = new DateOnly(2026, 1, 5) });
        (await baubau.Asked("bus-operated", "BAU-L-G-8")).Why.ShouldContain("Repositori metadata belum tercatat beroperasi; direktori layanan belum tercatat beroperasi");
        foreach (var kind in new[] { ComponentKind.MetadataRepository, ComponentKind.ServiceDirectory }) await baubau.Saved("bus-components.registered", () => new BusComponent { Name = $"{kind}", Kind = kind, From = new DateOnly(2026, 1, 5) });
        (await baubau.Asked("bus-operated", "BAU-L-G-8")).Status.ShouldBe(State.Met);

        await using var bangka = await App.StartWith(BangkaTengah);
        var kominfo = await bangka.Agency("Diskominfo", "ict-agency");
        await bangka.Saved("bus-gateways.registered", () => new BusGateway { Origin = "a", Spki = "b", FoundAt = MadeBus.Begun });
        var part = await bangka.Saved("bus-components.registered", () => new BusComponent { Name = "GSB", Kind = ComponentKind.Bus, OperatorId = kominfo, From = new DateOnly(2026, 1, 5) });
        (await bangka.Asked("bus-operated", "BTG-26-1")).Status.ShouldBe(State.Met);
        var unnamed = await bangka.Asked("bus-operated", "BTG-26-2");
        unnamed.Why.ShouldContain("erangkat lunak dan dasar penetapannya belum dicatat pada GSB");
        unnamed.Next!.Href.ShouldBe($"/kerja/komponen-penghubung/{part}/ubah");
        await bangka.Edited<BusComponent>(part, "bus-components.changed", one => (one.Software, one.SoftwareRule) = ("Simpul 0.1", "Keputusan Bupati 5/2026"));
        (await bangka.Asked("bus-operated", "BTG-26-2")).Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_exchange_of_the_architecture_runs_on_the_bus_or_is_named(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        (await app.Asked("bus-exchanges-registered", "PLG-16-3")).Status.ShouldBe(State.NotApplicable);
        var (dapur, pangan) = (await app.Application("Dapur"), await app.Application("Pangan"));
        var relation = await app.Saved("architecture-relations.registered", () => new ArchitectureRelation { FromId = dapur, Kind = RelationKind.Exchanges, ToId = pangan });
        var past = await app.Asked("bus-exchanges-registered", "PLG-16-3");
        past.Status.ShouldBe(State.Missing);
        past.Why.ShouldBe("0 dari 1 pertukaran data lewat penghubung. Di luar penghubung: Dapur dengan Pangan.");
        past.Next!.Href.ShouldBe("/kerja/pertukaran-data");

        using var browse = await app.SignInAs(Role.IctAgency);
        (await browse.Open("/kerja/pertukaran-data")).Text.ShouldContain("Belum menjadi anggota penghubung: Dapur dan Pangan.");
        var (consumer, provider) = (await app.BusMember("dapur", change: one => one.ApplicationId = dapur), await app.BusMember("pangan", change: one => one.ApplicationId = pangan));
        (await browse.Open("/kerja/pertukaran-data")).Text.ShouldContain("Belum ada kontrak pertukaran yang berlaku.");
        var (_, version) = await app.BusService(provider, "harga");
        var contract = await app.BusContract(consumer, provider, version);
        var unused = await app.Asked("bus-exchanges-registered", "PLG-16-3");
        (unused.Status, unused.Due).ShouldBe((State.Due, new DateOnly(2026, 12, 30)));
        (await app.Asked("bus-exchanges-registered", "PLG-16-3", new DateOnly(2026, 12, 30))).Status.ShouldBe(State.Due);
        (await app.Asked("bus-exchanges-registered", "PLG-16-3", new DateOnly(2026, 12, 31))).Status.ShouldBe(State.Missing);
        await app.Count(MadeBus.Begun, new ContractTraffic(contract, "harga/v1", MadeBus.Counts(3)));
        var met = await app.Asked("bus-exchanges-registered", "PLG-16-3");
        met.Status.ShouldBe(State.Met);
        met.Evidence.ShouldHaveSingleItem().Href.ShouldBe("/kerja/pertukaran-data");
        (await app.Asked("bus-exchanges-registered", "PLG-16-3", new DateOnly(2026, 9, 30))).Status.ShouldBe(State.Missing);
        (await browse.Open("/kerja/pertukaran-data")).Text.ShouldContain("Lewat penghubung");

        // The other way round: what is on the bus and not in the architecture.
        await app.Edited<ArchitectureRelation>(relation, "architecture-relations.changed", one => one.Until = Today.AddDays(-1));
        (await browse.Open("/kerja/pertukaran-data")).Text.ShouldContain("Kontrak ini berlaku, tetapi arsitektur tidak mencatat");
        (await app.Asked("bus-exchanges-registered", "PLG-16-3")).Status.ShouldBe(State.NotApplicable);
        // Yesterday it was known, and its contract not used yet.
        (await app.Asked("bus-exchanges-registered", "PLG-16-3", Today.AddDays(-1))).Status.ShouldBe(State.Due);
    }

    [Fact]
    public async Task Who_exchanges_something_secret_with_whom_is_not_named_on_the_board()
    {
        await using var app = await App.StartWith(Make.Palembang);
        var (provider, consumer) = (await app.BusMember("intel", MemberKind.CentralGovernment), await app.BusMember("dapur"));
        var (_, version) = await app.BusService(provider, "sandi", Classification.Secret);
        await app.BusContract(consumer, provider, version);
        var unused = await app.Asked("bus-exchanges-registered", "PLG-16-3");
        unused.Why.ShouldContain("sebuah pertukaran rahasia");
        unused.Why.ShouldNotContain("Anggota");
        var (_, open) = await app.BusService(provider, "harga");
        await app.BusContract(consumer, provider, open);
        (await app.Asked("bus-exchanges-registered", "PLG-16-3")).Why.ShouldContain("Anggota dapur dengan Anggota intel");
    }

    [Fact]
    public async Task A_direct_interface_with_its_reason_stands_for_the_bus_where_the_regulation_lets_it_and_requests_are_answered_in_time()
    {
        await using var bangka = await App.StartWith(BangkaTengah);
        var (dapur, pangan) = await Exchanging(bangka);
        (await bangka.Asked("bus-exchanges-registered", "BTG-19-2")).Status.ShouldBe(State.Missing);
        await Direct(bangka, dapur, pangan);
        (await bangka.Asked("bus-exchanges-registered", "BTG-19-2")).Status.ShouldBe(State.Met);
        var (consumer, provider) = (await bangka.BusMember("dapur"), await bangka.BusMember("pangan"));
        var (_, version) = await bangka.BusService(provider, "harga");
        await bangka.BusContract(consumer, provider, version, one =>
        {
            one.State = ContractState.Proposed;
            one.Statements.Add(new StatementRow { ContractId = one.Id, Kind = Simpul.Bus.Contracts.StatementKind.Accept, By = "dapur", At = new DateTimeOffset(2026, 10, 19, 3, 0, 0, TimeSpan.Zero), Jws = "a.b.c", KeyId = "k" });
        });
        (await bangka.Asked("bus-exchanges-registered", "BTG-26-4", Today)).Status.ShouldBe(State.Met);
        (await bangka.Asked("bus-exchanges-registered", "BTG-26-4", Today.AddDays(1))).Why.ShouldContain("1 permintaan kontrak lewat dari batas waktu jawaban");

        await using var palangka = await App.StartWith(PalangkaRaya);
        (dapur, pangan) = await Exchanging(palangka);
        await Direct(palangka, dapur, pangan);
        (await palangka.Asked("bus-exchanges-registered", "PKY-19-2")).Why.ShouldContain("Di luar penghubung: Dapur dengan Pangan");

        static async Task<(Guid, Guid)> Exchanging(App app)
        {
            var (one, other) = (await app.Application("Dapur"), await app.Application("Pangan"));
            await app.Saved("architecture-relations.registered", () => new ArchitectureRelation { FromId = one, Kind = RelationKind.Exchanges, ToId = other });
            return (one, other);
        }

        static Task<Guid> Direct(App app, Guid one, Guid other) => app.Saved("direct-interfaces.registered", () => new DirectInterface { Name = "REST", FromId = other, ToId = one, Reason = "Sudah ada", Since = new DateOnly(2026, 1, 1) });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_published_version_passes_the_standards_named(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        (await app.Asked("bus-standards-applied", "PLG-16-5-a")).Status.ShouldBe(State.NotApplicable);
        var provider = await app.BusMember("pangan");
        var (service, _) = await app.BusService(provider, "harga");
        // What a developer tries is nobody's to use yet.
        await app.BusVersion(service, ApiLintTests.Sound.Replace("\"summary\":\"Catat harga pangan\",", "", StringComparison.Ordinal), one => (one.Label, one.Environment) = ("v1-uji", Web.Modules.ServiceBus.Services.ServiceEnvironment.Sandbox));
        var met = await app.Asked("bus-standards-applied", "PLG-16-5-a");
        met.Status.ShouldBe(State.Met);
        met.Evidence.ShouldHaveSingleItem().Href.ShouldBe("/kerja/direktori-layanan/harga/v1");
        (await app.Asked("bus-standards-applied", "PLG-16-5-a", new DateOnly(2026, 9, 30))).Status.ShouldBe(State.NotApplicable);
        var (_, bare) = await app.BusService(provider, "polos", document: ApiLintTests.Sound.Replace("\"summary\":\"Catat harga pangan\",", "", StringComparison.Ordinal));
        var missing = await app.Asked("bus-standards-applied", "PLG-16-5-a");
        missing.Why.ShouldBe("1 dari 2 versi layanan belum memenuhi standar: Layanan polos v1 (dokumentasi API).");
        missing.Next!.Href.ShouldBe("/kerja/direktori-layanan/polos/v1/pemeriksaan");
        await app.Edited<Web.Modules.ServiceBus.Services.BusServiceVersion>(bare, "bus-service-versions.changed", one => one.State = Web.Modules.ServiceBus.Services.ServiceVersionState.Withdrawn);
        (await app.Asked("bus-standards-applied", "PLG-16-5-a")).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task Access_through_the_intranet_is_tested_and_a_failed_test_goes_before_the_rules()
    {
        await using var app = await App.StartWith(Baubau);
        var (_, version) = await app.BusService(await app.BusMember("pangan"), "harga");
        (await app.Asked("bus-standards-applied", "BAU-L-G-7")).Why.ShouldContain("Layanan harga v1 (akses melalui jaringan intra)");
        await app.Saved("bus-conformance-tests.registered", () => new ConformanceTest { Standard = "intranet-access", ServiceVersionId = version, Passed = true, TestedOn = new DateOnly(2026, 10, 10) });
        (await app.Asked("bus-standards-applied", "BAU-L-G-7")).Status.ShouldBe(State.Met);
        (await app.Asked("bus-standards-applied", "BAU-L-G-7", new DateOnly(2026, 10, 9))).Status.ShouldBe(State.Missing);
        await app.Saved("bus-conformance-tests.registered", () => new ConformanceTest { Standard = "security", ServiceVersionId = version, Passed = false, TestedOn = new DateOnly(2026, 10, 20) });
        (await app.Asked("bus-standards-applied", "BAU-L-G-7")).Why.ShouldContain("Layanan harga v1 (keamanan)");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_link_is_one_whose_last_test_was_passed(string database)
    {
        await using var app = await App.StartWith(Baubau, database);
        (await app.Asked("bus-interconnected", "BAU-L-G-10")).Why.ShouldBe("Belum ada keterhubungan yang teruji dengan penghubung nasional.");
        var link = await app.Saved("bus-interconnections.registered", () => new Interconnection { Kind = InterconnectionKind.NationalBus, Name = "SPLP", IsWorking = true, TestedOn = new DateOnly(2026, 10, 10) });
        var met = await app.Asked("bus-interconnected", "BAU-L-G-10");
        (met.Status, met.Since).ShouldBe((State.Met, new DateOnly(2026, 10, 10)));
        met.Evidence.ShouldHaveSingleItem().Href.ShouldBe($"/kerja/keterhubungan-penghubung/{link}");
        (await app.Asked("bus-interconnected", "BAU-L-G-10", new DateOnly(2026, 10, 9))).Status.ShouldBe(State.Missing);
        await app.Edited<Interconnection>(link, "bus-interconnections.changed", one => one.IsWorking = false);
        (await app.Asked("bus-interconnected", "BAU-L-G-10")).Why.ShouldContain("penghubung nasional (uji terakhir 10 Okt 2026 tidak berhasil)");

        await using var bangka = await App.StartWith(BangkaTengah);
        await bangka.Saved("bus-interconnections.registered", () => new Interconnection { Kind = InterconnectionKind.NationalBus, Name = "SPLP", IsWorking = true, TestedOn = new DateOnly(2026, 10, 10) });
        (await bangka.Asked("bus-interconnected", "BTG-19-3-c")).Why.ShouldBe("Belum ada keterhubungan yang teruji dengan penghubung pemerintah daerah lain.");
        await bangka.Saved("bus-interconnections.registered", () => new Interconnection { Kind = InterconnectionKind.OtherRegion, Name = "Kabupaten tetangga", IsWorking = true, TestedOn = new DateOnly(2026, 10, 10) });
        (await bangka.Asked("bus-interconnected", "BTG-19-3-c")).Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_member_has_an_opinion_that_is_not_negative_and_holds(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        (await app.Asked("bus-opinion-held", "PLG-16-5-b")).Status.ShouldBe(State.NotApplicable);
        var member = await app.BusMember("pangan");
        await app.BusMember("uji", change: one => one.State = MemberState.Trial);
        (await app.Asked("bus-opinion-held", "PLG-16-5-b")).Why.ShouldBe("0 dari 1 anggota mempunyai pertimbangan kelaikan keamanan. Belum ada atau belum laik: Anggota pangan.");
        var opinion = await app.Saved("bus-opinions.registered", () => new BusOpinion { Kind = OpinionKind.SecurityFitness, By = "ict-agency", Verdict = OpinionVerdict.Unfit, MemberId = member, GivenOn = new DateOnly(2026, 9, 1) });
        (await app.Asked("bus-opinion-held", "PLG-16-5-b")).Status.ShouldBe(State.Missing);
        await app.Edited<BusOpinion>(opinion, "bus-opinions.changed", one => (one.Verdict, one.ValidUntil) = (OpinionVerdict.FitWithConditions, new DateOnly(2027, 3, 1)));
        var unnamed = await app.Asked("bus-opinion-held", "PLG-16-5-b");
        unnamed.Why.ShouldBe("Pertimbangan kelaikan keamanan belum menyebut pedoman yang diikutinya: Anggota pangan.");
        unnamed.Next!.Href.ShouldBe($"/kerja/pertimbangan-kelaikan/{opinion}/ubah");
        await app.Edited<BusOpinion>(opinion, "bus-opinions.changed", one => one.Guideline = "Peraturan BSSN 4/2021");
        var met = await app.Asked("bus-opinion-held", "PLG-16-5-b");
        met.Status.ShouldBe(State.Met);
        met.Evidence.ShouldHaveSingleItem().Href.ShouldBe($"/kerja/pertimbangan-kelaikan/{opinion}");
        (await app.Asked("bus-opinion-held", "PLG-16-5-b", new DateOnly(2026, 12, 31))).Status.ShouldBe(State.Due);
        (await app.Asked("bus-opinion-held", "PLG-16-5-b", new DateOnly(2027, 3, 1))).Status.ShouldBe(State.Due);
        var over = await app.Asked("bus-opinion-held", "PLG-16-5-b", new DateOnly(2027, 3, 2));
        (over.Status, over.Since).ShouldBe((State.Overdue, new DateOnly(2027, 3, 2)));
        (await app.Asked("bus-opinion-held", "PLG-16-5-b", new DateOnly(2026, 8, 31))).Status.ShouldBe(State.NotApplicable);
    }

    [Fact]
    public async Task The_bus_as_a_whole_is_asked_by_those_regulations_that_name_the_body()
    {
        await using var app = await App.StartWith(BangkaTengah);
        (await app.Asked("bus-opinion-held", "BTG-19-3-d")).Why.ShouldBe("Penghubung layanan belum memperoleh pertimbangan kelaikan operasi.");
        await app.Saved("bus-opinions.registered", () => new BusOpinion { Kind = OpinionKind.OperationFitness, By = "ict-agency", Verdict = OpinionVerdict.Fit, GivenOn = new DateOnly(2026, 9, 1) });
        (await app.Asked("bus-opinion-held", "BTG-19-3-d")).Status.ShouldBe(State.Missing);
        await app.Saved("bus-opinions.registered", () => new BusOpinion { Kind = OpinionKind.OperationFitness, By = "ministry-communications", Verdict = OpinionVerdict.Fit, GivenOn = new DateOnly(2026, 9, 1) });
        (await app.Asked("bus-opinion-held", "BTG-19-3-d")).Status.ShouldBe(State.Met);
        (await app.Asked("bus-opinion-held", "BTG-19-3-e")).Status.ShouldBe(State.Missing);
    }
}
