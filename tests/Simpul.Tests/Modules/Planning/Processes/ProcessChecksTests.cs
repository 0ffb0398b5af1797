using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Planning.Processes;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Planning.Processes;

/// <summary>The three checks that processes answer, by the parameters of three regulations.</summary>
public sealed class ProcessChecksTests
{
    private static readonly DateOnly start = new(2026, 1, 1);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Areas_want_a_process_in_force_with_its_legal_basis(string database)
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021", database);
        var nothing = await app.Ask("processes-held", "BTG-50-2");
        nothing.Status.ShouldBe(State.Missing);
        nothing.Why.ShouldContain("Kearsipan");
        nothing.Next!.Href.ShouldBe("/kerja/proses-bisnis/baru");

        var id = await app.Process("A-1", change: process => process.Areas = ["archives"]);
        var without = await app.Ask("processes-held", "BTG-50-2");
        without.Status.ShouldBe(State.Missing);
        without.Why.ShouldContain("dasar hukumnya belum dicatat pada A-1");
        without.Next!.Href.ShouldBe($"/kerja/proses-bisnis/{id}");

        await app.Process("A-2", change: process => (process.Areas, process.LegalBasis) = (["planning", "budgeting", "procurement", "performance"], ["UU 25/2004"]));
        (await app.Ask("processes-held", "BTG-49-2")).Why.ShouldContain("Pemantauan dan evaluasi");
        await app.Process("A-3", change: process => (process.Areas, process.LegalBasis, process.InForceFrom) = (["monitoring"], ["PP 39/2006"], new DateOnly(2026, 6, 1)));
        var met = await app.Ask("processes-held", "BTG-49-2");
        met.Status.ShouldBe(State.Met);
        met.Since.ShouldBe(start);
        met.Evidence.Count.ShouldBe(2);
        (await app.Ask("processes-held", "BTG-49-2", new DateOnly(2026, 5, 31))).Status.ShouldBe(State.Missing);
        (await app.Ask("processes-held", "BTG-49-2", new DateOnly(2026, 6, 1))).Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_agency_re_engineers_its_own(string database)
    {
        await using var app = await App.StartWith("palangka-raya-9-2022", database);
        var (one, other) = (await app.Agency("Dinas Satu"), await app.Agency("Dinas Dua"));
        var process = await app.Process("A-1", one);
        (await app.Ask("processes-held", "PKY-11-2")).Why.ShouldContain("0 dari 2");
        await app.Reengineered(process, one, new DateOnly(2026, 8, 1));
        var half = await app.Ask("processes-held", "PKY-11-2");
        half.Status.ShouldBe(State.Missing);
        half.Why.ShouldContain("1 dari 2 perangkat daerah");
        half.Agencies.Single(agency => agency.Agency == other).Why.ShouldContain("Belum ada proses bisnis yang berlaku");
        var second = await app.Process("B-1", other, item => item.LegalBasis = ["UU 23/2014"]);
        await app.Reengineered(second, other, new DateOnly(2026, 9, 1));
        (await app.Ask("processes-held", "PKY-11-2")).Status.ShouldBe(State.Met);
        (await app.Ask("processes-held", "PKY-11-2", new DateOnly(2026, 8, 31))).Status.ShouldBe(State.Missing);
        var legal = await app.Ask("processes-held", "PKY-11-3");
        legal.Status.ShouldBe(State.Missing);
        legal.Agencies.Single(agency => agency.Agency == one).Why.ShouldContain("dasar hukumnya belum dicatat pada A-1");
    }

    [Fact]
    public async Task Who_must_draft_must_have_drafted()
    {
        await using var app = await App.StartWith("baubau-68-2023");
        (await app.Ask("processes-held", "BAU-9-3")).Why.ShouldBe("Belum ada proses bisnis yang berlaku.");
        await app.Process("D-1", change: process => process.State = ProcessState.Drafting);
        (await app.Ask("processes-held", "BAU-9-3")).Why.ShouldBe("Belum ada proses bisnis yang berlaku.");
        await app.Process("A-1", change: process => process.DraftedBy = ["ict-agency"]);
        var half = await app.Ask("processes-held", "BAU-9-3");
        half.Status.ShouldBe(State.Missing);
        half.Why.ShouldContain("penyusunnya belum tercatat");
        await using var done = await App.StartWith("baubau-68-2023");
        await done.Process("A-1", change: process => process.DraftedBy = ["ict-agency", "organisation-unit"]);
        (await done.Ask("processes-held", "BAU-9-3")).Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_process_names_what_it_rests_on(string database)
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021", database);
        var agency = await app.Agency("Dinas Satu");
        (await app.Ask("processes-mapped", "BTG-11-2")).Status.ShouldBe(State.Missing);
        await app.Process("A-1", agency, process => process.ArchitectureBasis = "RAB.01");
        (await app.Ask("processes-mapped", "BTG-11-2")).Status.ShouldBe(State.Met);
        var both = await app.Ask("processes-mapped", "BTG-11-3");
        both.Status.ShouldBe(State.Missing);
        both.Agencies.Single().Why.ShouldContain("A-1");
        await app.Process("A-2", change: process => process.InForceFrom = new DateOnly(2026, 10, 1));
        var missing = await app.Ask("processes-mapped", "BTG-11-2");
        missing.Status.ShouldBe(State.Missing);
        missing.Why.ShouldContain("1 dari 2 proses bisnis belum mencatat acuannya dalam Arsitektur SPBE: A-2");
        (await app.Ask("processes-mapped", "BTG-11-2", new DateOnly(2026, 9, 30))).Status.ShouldBe(State.Met);
        await using var other = await App.StartWith("baubau-68-2023");
        await other.Process("A-1", change: process => process.ArchitectureBasis = "RAB.01");
        (await other.Ask("processes-mapped", "BAU-9-2")).Status.ShouldBe(State.Met);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_takes_part_in_a_process_takes_part_in_its_design(string database)
    {
        await using var app = await App.StartWith("palangka-raya-9-2022", database);
        var (owner, other) = (await app.Agency("Dinas Pemilik"), await app.Agency("Dinas Lain"));
        var process = await app.Process("A-1", owner);
        (await app.Ask("processes-designed-jointly", "PKY-11-1")).Status.ShouldBe(State.NotApplicable);
        await app.TakesPart(process, other, new DateOnly(2026, 3, 1));
        (await app.Ask("processes-designed-jointly", "PKY-11-1")).Status.ShouldBe(State.Met);
        var before = await app.Ask("processes-designed-jointly", "PKY-11-1", new DateOnly(2026, 2, 28));
        before.Status.ShouldBe(State.Missing);
        before.Why.ShouldContain("A-1 (Dinas Lain)");
        before.Next!.Href.ShouldBe($"/kerja/proses-bisnis/{process}/pelaku");
    }

    [Fact]
    public async Task Areas_to_be_joined_want_a_shared_process_each()
    {
        await using var app = await App.StartWith("bangka-tengah-74-2021");
        var (one, other) = (await app.Agency("Dinas Satu"), await app.Agency("Dinas Dua"));
        var process = await app.Process("A-1", change: item => item.Areas = ["planning", "budgeting", "procurement", "performance"]);
        await app.TakesPart(process, one, start);
        await app.TakesPart(process, other, null);
        var missing = await app.Ask("processes-designed-jointly", "BTG-49-1");
        missing.Status.ShouldBe(State.Missing);
        missing.Why.ShouldContain("Pemantauan dan evaluasi");
        missing.Why.ShouldContain("A-1 (Dinas Dua)");
        var second = await app.Process("A-2", one, item => item.Areas = ["monitoring"]);
        await app.TakesPart(second, other, start);
        (await app.Ask("processes-designed-jointly", "BTG-49-1")).Why.ShouldNotContain("Pemantauan");
        (await app.Ask("processes-designed-jointly", "BTG-12")).Status.ShouldBe(State.Missing);
    }
}
