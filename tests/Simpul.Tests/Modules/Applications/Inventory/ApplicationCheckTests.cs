using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Tests.Modules.Planning.Architecture;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Inventory.Parts;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Modules.Planning.Roadmap;
using Simpul.Web.Platform.Ui;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Inventory;

/// <summary>The five questions of the board that the register of applications answers.</summary>
public sealed class ApplicationCheckTests
{
    private const string BangkaTengah = "bangka-tengah-74-2021";
    private const string Baubau = "baubau-68-2023";
    private const string PalangkaRaya = "palangka-raya-9-2022";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_application_rests_on_all_that_its_regulation_names(string database)
    {
        await using var app = await App.StartWith(Make.Palembang, database);
        (await app.Asked("applications-mapped", "PLG-13-2")).Status.ShouldBe(State.NotApplicable);
        await app.Application("Lama", item => item.Item.From = new DateOnly(2020, 1, 1));
        await app.Application("Usulan", item => (item.Stage, item.Item.From) = (ApplicationStage.Proposed, null));
        (await app.Asked("applications-mapped", "PLG-13-2")).Status.ShouldBe(State.NotApplicable);

        var id = await app.Application("Antrean");
        var missing = await app.Asked("applications-mapped", "PLG-13-2");
        missing.Status.ShouldBe(State.Missing);
        missing.Why.ShouldContain("1 dari 1 aplikasi");
        missing.Why.ShouldContain("Antrean (Arsitektur SPBE, tugas dan fungsi, Peta Rencana SPBE");
        missing.Next!.Href.ShouldBe($"/kerja/aplikasi/{id}");
        var process = (await app.Items((ArchitectureDomain.Process, "Rawat jalan")))[0];
        await app.Serves(process, id);
        await app.Changed(id, item => (item.Mandate, item.RoadmapActivityId) = ("Urusan kesehatan", Guid.NewGuid()));
        (await app.Asked("applications-mapped", "PLG-13-2")).Why.ShouldContain("Peta Rencana SPBE", customMessage: "There is no such activity.");
        // Either of the two may name the other.
        var activity = new RoadmapActivity { Code = "PR-1", Programme = "Aplikasi", Name = "Membangun antrean", Area = RoadmapArea.Applications, StartsOn = new DateOnly(2026, 1, 1), EndsOn = new DateOnly(2026, 12, 31), Target = "Antrean berjalan." };
        await app.Kept(activity);
        await app.Changed(id, item => item.RoadmapActivityId = activity.Id);
        (await app.Asked("applications-mapped", "PLG-13-2")).Why.ShouldContain("Antrean (standar teknis dan prosedur)");
        await app.Changed(id, item => item.RoadmapActivityId = null);
        (await app.Asked("applications-mapped", "PLG-13-2")).Why.ShouldContain("Peta Rencana SPBE");
        await app.Kept(new RoadmapActivity
        {
            Code = "PR-2", Programme = "Aplikasi", Name = "Memperluas antrean", Area = RoadmapArea.Applications, StartsOn = new DateOnly(2026, 1, 1), EndsOn = new DateOnly(2026, 12, 31), Target = "Antrean berjalan.",
            Closes = [await app.Do(async services => (await services.GetRequiredService<PlatformDb>().Set<Application>().SingleAsync(item => item.Id == id)).Item.Code)],
        });
        missing = await app.Asked("applications-mapped", "PLG-13-2");
        missing.Why.ShouldContain("Antrean (standar teknis dan prosedur)");
        missing.Next!.Href.ShouldBe($"/kerja/aplikasi/{id}/ubah");
        await app.Changed(id, item => item.TechnicalStandard = "SK 4/2026");
        (await app.Asked("applications-mapped", "PLG-13-2")).Status.ShouldBe(State.Met);
        // One similar to a general application comes by the same way, on page and board alike.
        await app.Application("Naskah dinas", item => (item.Kind, item.General) = (ApplicationKind.Similar, "srikandi"));
        (await app.Asked("applications-mapped", "PLG-13-2")).Why.ShouldContain("1 dari 2 aplikasi belum mencatat dasarnya: Naskah dinas");
        // Before its first day of use it was not there.
        (await app.Asked("applications-mapped", "PLG-13-2", new DateOnly(2026, 4, 30))).Status.ShouldBe(State.NotApplicable);
    }

    [Fact]
    public async Task What_is_asked_of_an_application_differs_by_regulation()
    {
        await using var app = await App.StartWith(BangkaTengah);
        var id = await app.Application("Antrean");
        await app.Serves((await app.Items((ArchitectureDomain.Service, "Rawat jalan")))[0], id);
        (await app.Asked("applications-mapped", "BTG-25-2")).Status.ShouldBe(State.Met);
        (await app.Asked("applications-mapped", "BTG-25-6-a")).Why.ShouldContain("(Peta Rencana SPBE)");
        await app.Application("Srikandi", item => (item.Kind, item.General) = (ApplicationKind.General, "srikandi"));
        (await app.Asked("applications-mapped", "BTG-25-2")).Status.ShouldBe(State.Met);
        await using var baubau = await App.StartWith(Baubau);
        await baubau.Application("Umum", item => item.Kind = ApplicationKind.General);
        (await baubau.Asked("applications-mapped", "BAU-18-6")).Status.ShouldBe(State.Missing);
        (await baubau.Asked("applications-mapped", "BAU-L-D-5")).Status.ShouldBe(State.Missing);
    }

    [Theory]
    [InlineData(Make.Palembang, "PLG-12-2")]
    [InlineData(BangkaTengah, "BTG-21-1")]
    [InlineData(Baubau, "BAU-18-3")]
    [InlineData(PalangkaRaya, "PKY-21-1")]
    public async Task A_closed_licence_wants_what_was_weighed(string regulation, string obligation)
    {
        await using var app = await App.StartWith(regulation);
        (await app.Asked("open-source-first", obligation)).Status.ShouldBe(State.NotApplicable);
        await app.Application("Sebelum peraturan", item => item.ProposedOn = new DateOnly(2015, 1, 1));
        (await app.Asked("open-source-first", obligation)).Status.ShouldBe(State.NotApplicable);
        var id = await app.Application("Antrean", item => (item.Stage, item.Item.From, item.ProposedOn) = (ApplicationStage.Proposed, null, new DateOnly(2026, 6, 1)));
        (await app.Asked("open-source-first", obligation)).Why.ShouldStartWith("Belum mencatat lisensi: Antrean.");
        (await app.Asked("open-source-first", obligation, new DateOnly(2026, 5, 31))).Status.ShouldBe(State.NotApplicable);
        await app.Changed(id, item => (item.Licence, item.OpenWeighed) = (LicenceKind.Closed, "Odoo"));
        (await app.Asked("open-source-first", obligation)).Why.ShouldContain("Tertutup tanpa alternatif terbuka yang ditimbang atau alasannya: Antrean");
        await app.Changed(id, item => item.ClosedReason = "Belum memenuhi kebutuhan.");
        (await app.Asked("open-source-first", obligation)).Status.ShouldBe(State.Met);
        await app.Changed(id, item => (item.Licence, item.OpenWeighed, item.ClosedReason) = (LicenceKind.Open, null, null));
        (await app.Asked("open-source-first", obligation)).Why.ShouldStartWith("1 dari 1 aplikasi memakai kode sumber terbuka.");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_general_application_is_used_by_all_or_those_that_do_not_are_named(string database)
    {
        await using var app = await App.StartWith(BangkaTengah, database);
        var (health, civil) = (await app.Agency("Dinas Kesehatan"), await app.Agency("Dinas Kependudukan"));
        var missing = await app.Asked("general-applications-used", "BTG-24-1");
        missing.Status.ShouldBe(State.Missing);
        missing.Why.ShouldContain("SRIKANDI (kearsipan): penerapannya belum dicatat.");
        foreach (var general in new[] { "srikandi", "spse", "si-asn" })
        {
            await app.Kept(new GeneralAdoption { General = general, State = AdoptionState.Used, Since = new DateOnly(2026, 1, 1) });
        }
        (await app.Asked("general-applications-used", "BTG-31-2")).Status.ShouldBe(State.Met);
        (await app.Asked("general-applications-used", "BTG-31-2", new DateOnly(2025, 12, 31))).Status.ShouldBe(State.Missing);
        (await app.Asked("general-applications-used", "BTG-24-1")).Why.ShouldContain("SP4N-LAPOR!");

        // An agency's own row goes before the government's.
        await app.Kept(new GeneralAdoption { General = "srikandi", AgencyId = civil, State = AdoptionState.NotYet });
        missing = await app.Asked("general-applications-used", "BTG-31-2");
        missing.Why.ShouldContain("SRIKANDI (kearsipan): belum digunakan oleh Dinas Kependudukan, tanpa pengecualian.");
        var areas = await app.Asked("general-applications-used", "BTG-48-1");
        areas.Why.ShouldContain("Belum ada aplikasi umum yang ditetapkan untuk perencanaan, penganggaran, akuntabilitas kinerja, dan pemantauan dan evaluasi");

        // Where the regulation only prefers it, a reason will do; where it is under way, it is due on its day.
        await app.Kept(new GeneralAdoption { General = "sp4n-lapor", State = AdoptionState.UnderWay, PlannedOn = new DateOnly(2026, 12, 1) });
        var due = await app.Asked("general-applications-used", "BTG-32-3");
        (due.Status, due.Due).ShouldBe((State.Due, new DateOnly(2026, 12, 1)));
        await app.Kept(new GeneralAdoption { General = "sp4n-lapor", AgencyId = health, State = AdoptionState.NotYet, Reason = "Kanal puskesmas diwajibkan kementerian." });
        await app.Kept(new GeneralAdoption { General = "sp4n-lapor", AgencyId = civil, State = AdoptionState.Used, Since = new DateOnly(2026, 2, 1) });
        (await app.Asked("general-applications-used", "BTG-32-3")).Status.ShouldBe(State.Met);
        (await app.Asked("general-applications-used", "BTG-24-1")).Why.ShouldContain("SP4N-LAPOR! (pengaduan pelayanan publik): belum digunakan oleh Dinas Kesehatan");
    }

    [Theory]
    [InlineData(Make.Palembang, "PLG-11-3", "PLG-11-3-a", "PLG-11-3-d", "ict-agency")]
    [InlineData(BangkaTengah, "BTG-24-3", "BTG-24-3-a", "BTG-24-3-d", "central-government")]
    public async Task A_similar_application_proves_each_condition(string regulation, string all, string first, string opinion, string by)
    {
        await using var app = await App.StartWith(regulation);
        (await app.Asked("similar-applications-justified", all)).Status.ShouldBe(State.NotApplicable);
        var id = await app.Application("Naskah dinas", item => (item.Kind, item.General) = (ApplicationKind.Similar, "srikandi"));
        (await app.Asked("similar-applications-justified", all)).Why.ShouldContain("Naskah dinas (4 dari 4 syarat belum terbukti)");
        await app.Kept(new SimilarEvidence { ApplicationId = id, Condition = "used-before", What = "Berita acara", On = new DateOnly(2026, 6, 1) });
        (await app.Asked("similar-applications-justified", first)).Why.ShouldContain("bukti belum berkas atau tautan");
        await app.Kept(new SimilarEvidence { ApplicationId = id, Condition = "used-before", What = "Berita acara", On = new DateOnly(2026, 6, 1), Link = "https://contoh.go.id/1" });
        (await app.Asked("similar-applications-justified", first)).Status.ShouldBe(State.Met);
        (await app.Asked("similar-applications-justified", first, new DateOnly(2026, 5, 31))).Status.ShouldBe(State.Missing);
        await app.Kept(new SimilarEvidence { ApplicationId = id, Condition = "opinion", What = "Surat", On = new DateOnly(2026, 6, 1), Link = "https://contoh.go.id/4", GivenBy = "secretary" });
        (await app.Asked("similar-applications-justified", opinion)).Why.ShouldContain("pertimbangan bukan dari yang berwenang");
        await app.Kept(new SimilarEvidence { ApplicationId = id, Condition = "opinion", What = "Surat", On = new DateOnly(2026, 6, 1), Link = "https://contoh.go.id/4", GivenBy = by });
        (await app.Asked("similar-applications-justified", opinion)).Status.ShouldBe(State.Met);
        foreach (var condition in new[] { "cost-benefit-study", "adapted" })
        {
            await app.Kept(new SimilarEvidence { ApplicationId = id, Condition = condition, What = "Kajian", On = new DateOnly(2026, 6, 1), Link = "https://contoh.go.id/2" });
        }
        // All are proved; the exception itself is the case's to give.
        (await app.Asked("similar-applications-justified", all)).Why.ShouldContain("pengecualiannya belum diberikan");
        await app.ExceptionCase(id, done: false);
        (await app.Asked("similar-applications-justified", all)).Status.ShouldBe(State.Due);
        await app.ExceptionCase(id, done: true);
        (await app.Asked("similar-applications-justified", all)).Status.ShouldBe(State.Met);
    }

    [Fact]
    public async Task What_was_paid_for_is_owned_and_used_outside_only_with_approval()
    {
        await using var app = await App.StartWith(Baubau);
        (await app.Asked("application-ownership-recorded", "BAU-18-10")).Status.ShouldBe(State.NotApplicable);
        var id = await app.Application("Antrean");
        (await app.Asked("application-ownership-recorded", "BAU-18-10")).Why.ShouldContain("Sumber biayanya belum dicatat: Antrean");
        await app.Changed(id, item => (item.Funding, item.Copyright) = (Funding.OwnBudget, CopyrightHolder.Maker));
        (await app.Asked("application-ownership-recorded", "BAU-18-10")).Why.ShouldContain("Hak ciptanya belum tercatat milik pemerintah daerah: Antrean");
        await app.Changed(id, item => item.Copyright = CopyrightHolder.Government);
        (await app.Asked("application-ownership-recorded", "BAU-18-10")).Status.ShouldBe(State.Met);
        await app.Kept(new OutsideUse { ApplicationId = id, By = "Kota Lain", From = new DateOnly(2026, 9, 1), ApprovedBy = "secretary", ApprovedOn = new DateOnly(2026, 8, 1) });
        var missing = await app.Asked("application-ownership-recorded", "BAU-18-10");
        missing.Why.ShouldContain("Dipakai pihak luar tanpa persetujuan yang berwenang: Antrean oleh Kota Lain");
        (await app.Asked("application-ownership-recorded", "BAU-18-10", new DateOnly(2026, 8, 31))).Status.ShouldBe(State.Met);
        await using var palembang = await App.StartWith(Make.Palembang);
        await palembang.Application("Bersama", item => (item.Funding, item.Copyright) = (Funding.Shared, CopyrightHolder.GovernmentAndMaker));
        (await palembang.Asked("application-ownership-recorded", "PLG-13-8")).Status.ShouldBe(State.Met);
        await using var other = await App.StartWith(BangkaTengah);
        (await other.Asked("application-ownership-recorded", "BTG-23-4")).Status.ShouldBe(State.NotApplicable);
    }
}
