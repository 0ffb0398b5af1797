using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Organisation;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Files;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Registers;
using Xunit;
using Case = Simpul.Web.Platform.Cases.Case;

namespace Simpul.Tests.Platform.Cases;

public sealed class CaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_policy_is_drafted_discussed_examined_enacted_and_published_by_five_people(string database)
    {
        await using var hall = await CityHall.Open(database);
        var href = await hall.ToHead();
        href.ShouldBe("/kerja/urusan/K-2026-000001");
        using (var head = await hall.App.As(hall.Head))
        {
            var inbox = await head.Open("/kerja/tugas");
            inbox.Text.ShouldContain("Standar interoperabilitas data");
            inbox.Text.ShouldContain("Penetapan oleh Wali Kota");
        }
        (await hall.Enact(href)).Text.ShouldContain("Keputusan tersimpan: Tetapkan.");

        var policy = (await hall.All<InternalPolicy>()).ShouldHaveSingleItem();
        policy.Key.ShouldBe("interoperability-standard");
        policy.InForceFrom.ShouldBe(new DateOnly(2026, 11, 2));
        policy.DraftedBy.ShouldBe("ict-agency");
        policy.PublishedOn.ShouldBeNull();
        var decree = (await hall.All<LegalDocument>()).ShouldHaveSingleItem();
        decree.Id.ShouldBe(policy.EnactedById!.Value);
        decree.About.ShouldBe(["interoperability-standard"]);
        (await hall.All<FileRecord>()).ShouldContain(file => file.SubjectKind == "legal-documents" && file.SubjectId == decree.Id && file.Name == "SK 77.pdf");

        using var colleague = await hall.App.As(hall.Colleague);
        var page = await colleague.Submit(await colleague.Open(href), "Sebarluaskan");
        page.Text.ShouldContain("Selesai");
        page.Text.ShouldContain("Penyebarluasan: Sebarluaskan");
        page.Html.QuerySelectorAll("form button[name=Outcome]").ShouldBeEmpty();
        (await hall.All<InternalPolicy>()).Single().PublishedOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await hall.Case()).State.ShouldBe(CaseState.Done);
        (await hall.Actions("cases")).ShouldBe(
        [
            "cases.opened", "cases.file-attached", "cases.decided", "cases.file-attached", "cases.decided", "cases.decided",
            "cases.file-attached", "cases.decided", "cases.decided",
        ]);
        (await hall.Actions("internal-policies")).ShouldBe(["internal-policies.registered", "internal-policies.changed"]);
        (await hall.All<Notice>()).ShouldContain(notice => notice.PersonId == hall.Drafter.PersonId && notice.Title.Contains("selesai", StringComparison.Ordinal));
        (await colleague.Open($"/kerja/kebijakan-internal/{policy.Id}")).Text.ShouldContain("Standar interoperabilitas data");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_returned_comes_again_and_the_first_round_stays(string database)
    {
        await using var hall = await CityHall.Open(database);
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Submit(await CityHall.OpenPolicy(drafter), "Ajukan untuk pembahasan");
        var href = page.Href;
        hall.App.Clock.Advance(TimeSpan.FromHours(1));
        using var secretary = await hall.App.As(hall.Secretary);
        page = await secretary.Submit(await secretary.Open(href), "Kembalikan untuk diperbaiki");
        page.Html.QuerySelector(".errors a[href='#Reason']").ShouldNotBeNull();
        page = await secretary.Submit(page, "Kembalikan untuk diperbaiki", ("Reason", "Tambahkan daftar format data."));
        page.Text.ShouldContain("putaran 2");

        page = await drafter.Open(href);
        page.Text.ShouldContain("Menunggu Anda: Penyusunan rancangan");
        page.Text.ShouldContain("Tambahkan daftar format data.");
        page.Text.ShouldContain("Ini masih dari putaran sebelumnya.");
        (await drafter.Open("/kerja/pemberitahuan")).Text.ShouldContain("dikembalikan oleh Sekretaris Daerah pada langkah Pembahasan dengan Tim Koordinasi: Tambahkan daftar format data.");
        page = await CityHall.Upload(drafter, page, "Rancangan naskah", "naskah-2.pdf", [.. CityHall.Pdf, (byte)' ']);
        page.Text.ShouldContain("versi 2");
        await drafter.Submit(page, "Ajukan untuk pembahasan");

        page = await secretary.Open(href);
        page.Html.QuerySelectorAll("details summary").Select(item => item.TextContent.Trim()).ShouldContain("Yang diputuskan pada putaran 1 (2)");
        page.Html.QuerySelectorAll("details summary").Select(item => item.TextContent.Trim()).ShouldContain("Yang diputuskan pada putaran 2 (1)");
        page.Html.QuerySelectorAll("a[href^='/berkas/']").Select(item => item.TextContent.Trim()).ShouldContain("Unduh versi 1");
        (await hall.Case()).Round.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_decides_what_they_submitted_under_another_hat_either()
    {
        await using var hall = await CityHall.Open();
        var href = await hall.ToHead();
        await hall.Enact(href);
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Open(href);
        page.Text.ShouldContain("Anda sendiri yang mengajukan urusan ini.");
        page.Html.QuerySelectorAll("button[name=Outcome]").ShouldBeEmpty();
        (await drafter.Open("/kerja/tugas")).Text.ShouldContain("Tidak ada yang menunggu Anda");

        var item = await hall.Case();
        var otherHat = (await hall.App.Actor(hall.Colleague)) with { PersonId = hall.Drafter.PersonId };
        var refused = await Decide(hall, item, "publish", otherHat);
        refused.Refusals.Single().Message.ShouldContain("Anda sendiri yang mengajukan");
        (await Decide(hall, item, "publish", await hall.App.Actor(hall.Colleague))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_missing_is_refused_all_at_once_and_at_its_field()
    {
        await using var hall = await CityHall.Open();
        var href = await hall.ToHead();
        using var head = await hall.App.As(hall.Head);
        var page = await head.Submit(await head.Open(href), "Tetapkan", ("Input.Fields[decreeNumber]", "1/2026"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.QuerySelector(".errors a[href='#Documents_decree']").ShouldNotBeNull();
        page.Html.QuerySelector("#Documents_decree-error")!.TextContent.ShouldContain("Unggah Keputusan atau peraturan yang menetapkan terlebih dahulu.");
        page.Html.QuerySelectorAll(".errors li").Length.ShouldBe(4);
        page.Html.QuerySelector("input[name='Input.Fields[decreeNumber]']")!.GetAttribute("value").ShouldBe("1/2026");
        page = await CityHall.Upload(head, page, "Keputusan atau peraturan yang menetapkan", "x.exe");
        page.Html.QuerySelector("#Documents_decree-error")!.TextContent.ShouldContain("Jenis berkas .exe tidak diterima");
        page = await head.Submit(page, "Kembalikan untuk diperbaiki", ("Reason", "Belum lengkap."));
        page.Text.ShouldContain("Keputusan tersimpan", customMessage: "A return needs no decree.");
    }

    [Fact]
    public async Task A_decision_on_what_somebody_else_decided_meanwhile_is_refused()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await CityHall.OpenPolicy(drafter);
        var late = await drafter.Open(page.Href);
        await drafter.Submit(page, "Ajukan untuk pembahasan");
        late = await drafter.Submit(late, "Batalkan penyusunan", ("Reason", "Tidak jadi."));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Text.ShouldContain("Urusan ini berubah sejak Anda membukanya.");
        (await hall.Case()).State.ShouldBe(CaseState.Running);
    }

    [Fact]
    public async Task A_case_is_seen_by_those_whom_it_concerns()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await CityHall.OpenPolicy(drafter);
        using var stranger = await hall.App.As(hall.Stranger);
        (await stranger.Open(page.Href)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Open("/kerja/urusan")).Text.ShouldNotContain("Standar interoperabilitas");
        var item = await hall.Case();
        (await Decide(hall, item, "submit", await hall.App.Actor(hall.Stranger))).Refusals.Single().Message.ShouldContain("tidak ditemukan");

        // The personnel agency sees no case before it comes to its step.
        using var personnel = await hall.App.As(hall.Personnel);
        (await personnel.Open("/kerja/urusan")).Text.ShouldContain("Belum ada urusan");
        page = await drafter.Open("/kerja/urusan/baru/appointment");
        page = await drafter.Submit(page, "Buka urusan", ("CaseTitle", "Pengelola TIK Dinas Kominfo"), ("Input.Fields[to]", "official"), ("Input.Fields[person]", hall.Colleague.PersonId.ToString()),
            ("Input.Fields[duty]", "IctOfficer"), ("Input.Fields[agency]", hall.Ict.ToString()), ("Input.Fields[from]", "2026-11-10"));
        page = await CityHall.Upload(drafter, page, "Surat usulan");
        await drafter.Submit(page, "Ajukan usulan");
        (await personnel.Open("/kerja/tugas")).Text.ShouldContain("Pengelola TIK Dinas Kominfo");
        (await personnel.Open(page.Href)).Text.ShouldContain("Menunggu Anda: Pemeriksaan kepegawaian");
        var file = (await hall.All<FileRecord>()).Single(other => other.Slot == "proposal");
        (await personnel.Client.GetAsync($"/berkas/{file.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.Client.GetAsync($"/berkas/{file.Id}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_appointment_by_decree_makes_the_official_and_registers_the_decree()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Open("/kerja/urusan/baru/appointment");
        (await drafter.Submit(page, "Buka urusan", ("CaseTitle", "x"), ("Input.Fields[to]", "office"), ("Input.Fields[from]", "2026-11-10")))
            .Html.QuerySelectorAll(".errors li").Length.ShouldBe(2);
        page = await drafter.Submit(page, "Buka urusan", ("CaseTitle", "Pengelola TIK"), ("Input.Fields[to]", "official"), ("Input.Fields[person]", hall.Colleague.PersonId.ToString()),
            ("Input.Fields[duty]", "IctOfficer"), ("Input.Fields[agency]", hall.Ict.ToString()), ("Input.Fields[from]", "2026-11-10"));
        var href = page.Href;
        await drafter.Submit(await CityHall.Upload(drafter, page, "Surat usulan"), "Ajukan usulan");
        using var personnel = await hall.App.As(hall.Personnel);
        await personnel.Submit(await personnel.Open(href), "Nyatakan memenuhi");
        using var legal = await hall.App.As(hall.Legal);
        await legal.Submit(await CityHall.Upload(legal, await legal.Open(href), "Rancangan Keputusan Wali Kota"), "Ajukan untuk ditetapkan");
        using var head = await hall.App.As(hall.Head);
        page = await CityHall.Upload(head, await head.Open(href), "Keputusan Wali Kota");
        page = await head.Submit(page, "Tetapkan", ("Input.Fields[decreeKind]", "HeadDecree"), ("Input.Fields[decreeNumber]", "9/2026"),
            ("Input.Fields[decreeDate]", "2026-11-02"), ("Input.Fields[decreeTitle]", "Penunjukan Pengelola TIK"));
        page.Text.ShouldContain("Selesai");
        var official = (await hall.All<Official>()).ShouldHaveSingleItem();
        official.PersonId.ShouldBe(hall.Colleague.PersonId);
        official.DecreeId.ShouldBe((await hall.All<LegalDocument>()).Single().Id);
        (await hall.All<LegalDocument>()).Single().About.ShouldBe(["ict-officer"]);
    }

    [Fact]
    public async Task A_review_keeps_the_policy_or_asks_for_another()
    {
        await using var hall = await CityHall.Open();
        var enactment = await hall.ToHead();
        await hall.Enact(enactment);
        var policy = (await hall.All<InternalPolicy>()).Single();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Open($"/kerja/kebijakan-internal/{policy.Id}");
        page = await drafter.Follow(page, "Mulai reviu");
        page = await drafter.Submit(page, "Buka urusan");
        var href = page.Href;
        page.Text.ShouldContain("Mengenai");
        var again = await drafter.Submit(await drafter.Open($"/kerja/urusan/baru/policy-review?subject={policy.Id}"), "Buka urusan");
        again.Text.ShouldContain("sedang direviu dalam urusan K-2026-000002");
        await drafter.Submit(await CityHall.Upload(drafter, page, "Laporan reviu"), "Ajukan laporan reviu");
        hall.App.Clock.Advance(TimeSpan.FromDays(3));
        using var secretary = await hall.App.As(hall.Secretary);
        await secretary.Submit(await secretary.Open(href), "Ganti dengan yang baru");
        using var colleague = await hall.App.As(hall.Colleague);
        await colleague.Submit(await colleague.Open(href), "Buka penyusunan pengganti");
        policy = (await hall.All<InternalPolicy>()).Single();
        policy.LastReviewedOn.ShouldBe(new DateOnly(2026, 11, 2));
        policy.ReviewReportedOn.ShouldBe(new DateOnly(2026, 11, 2));
        (await hall.All<Notice>()).ShouldContain(notice => notice.Office == "ict-agency" && notice.Href == "/kerja/urusan/baru/policy-enactment?policy=interoperability-standard");
        (await colleague.Open("/kerja/urusan/baru/policy-enactment?policy=interoperability-standard")).Html.QuerySelector("option[value='interoperability-standard']")!.HasAttribute("selected").ShouldBeTrue();
    }

    [Fact]
    public async Task The_opener_withdraws_until_something_was_enacted()
    {
        await using var hall = await CityHall.Open();
        var href = await hall.ToHead();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Submit(await drafter.Open(href), "Tarik urusan");
        page.Html.QuerySelector(".errors a[href='#WithdrawReason']").ShouldNotBeNull();
        page = await drafter.Submit(page, "Tarik urusan", ("WithdrawReason", "Digabung dengan naskah lain."));
        page.Text.ShouldContain("Ditarik");
        (await hall.Case()).State.ShouldBe(CaseState.Withdrawn);
        (await hall.Actions("cases"))[^1].ShouldBe("cases.withdrawn");

        var other = await hall.ToHead();
        await hall.Enact(other);
        (await drafter.Open(other)).Html.QuerySelectorAll("button").Select(button => button.TextContent.Trim()).ShouldNotContain("Tarik urusan");
    }

    [Fact]
    public async Task People_talk_in_a_case_and_say_who_works_on_it()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Submit(await CityHall.OpenPolicy(drafter), "Ajukan untuk pembahasan");
        using var secretary = await hall.App.As(hall.Secretary);
        page = await secretary.Submit(await secretary.Open(page.Href), "Saya kerjakan");
        page.Text.ShouldContain("dikerjakan Pejabat Sekretaris Daerah");
        page = await secretary.Submit(page, "Kirim pesan", ("Message", "Mohon <b>lampiran</b> format data."));
        page.Text.ShouldContain("Mohon <b>lampiran</b> format data.");
        (await drafter.Open("/kerja/pemberitahuan")).Text.ShouldContain("Pesan baru oleh Sekretaris Daerah");
        (await drafter.Submit(await drafter.Open(page.Href), "Kirim pesan", ("Message", " "))).Html.QuerySelector(".errors a[href='#Message']").ShouldNotBeNull();
        (await secretary.Submit(page, "Lepaskan")).Text.ShouldNotContain("dikerjakan Pejabat");
        (await hall.Actions("cases")).ShouldContain("cases.taken");
    }

    [Fact]
    public async Task A_document_of_a_step_that_is_past_cannot_be_changed()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        var page = await drafter.Submit(await CityHall.OpenPolicy(drafter), "Ajukan untuk pembahasan");
        page.Html.QuerySelectorAll("button").Select(button => button.TextContent.Trim()).ShouldNotContain("Unggah Rancangan naskah");
        var (item, file) = (await hall.Case(), (await hall.All<FileRecord>()).Single());
        var actor = await hall.App.Actor(hall.Drafter);
        var attached = await hall.App.Do(async services => await services.GetRequiredService<Attachments>().Attach(
            (await services.GetRequiredService<FileSubjects>().Find("cases", item.Id, CancellationToken.None))!, new Upload("draft-text", "a.pdf", new MemoryStream(CityHall.Pdf), Classification.Restricted), CancellationToken.None), actor);
        attached.Refusals.Single().Message.ShouldContain("tidak diminta dari Anda");
        (await hall.App.Do(services => services.GetRequiredService<Attachments>().Remove(file.Id, "salah", CancellationToken.None), actor)).Refusals.Single().Message.ShouldContain("menjadi dasar urusan");
    }

    [Fact]
    public async Task Numbers_are_without_gap_when_many_open_at_once()
    {
        await using var hall = await CityHall.Open();
        var actor = await hall.App.Actor(hall.Drafter);
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => hall.App.Do(services => services.GetRequiredService<CaseFlow>().Open(
            new CaseOpening("policy-enactment", "Bersamaan", null, new Typed { ["policy"] = ["other"], ["kind"] = ["Policy"], ["background"] = ["x"] }), CancellationToken.None), actor))));
        opened.Select(outcome => outcome.Value.Number).Order().ShouldBe(Enumerable.Range(1, 8).Select(number => $"K-2026-{number:000000}"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_api_lists_opens_takes_documents_and_decides_with_the_same_refusals(string database)
    {
        await using var hall = await CityHall.Open(database);
        using var drafter = await hall.App.As(hall.Drafter);
        using var opened = await drafter.Client.PostAsJsonAsync("/api/v1/cases", new { procedure = "policy-enactment", title = "Lewat API", fields = new { policy = "other", kind = "Standard", background = "Uji" } });
        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        var item = (await opened.Content.ReadFromJsonAsync<JsonObject>())!;
        var url = opened.Headers.Location!.ToString();
        item["step"]!["id"]!.GetValue<string>().ShouldBe("draft");
        item["documents"]!.AsArray().Single()!["wanting"]!.GetValue<bool>().ShouldBeTrue();

        using var early = await drafter.Client.PostAsJsonAsync($"{url}/decisions", new { version = 0, outcome = "submit" });
        early.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await early.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["Documents.draft-text"].ShouldNotBeNull();
        using (var bytes = new ByteArrayContent(CityHall.Pdf))
        {
            (await drafter.Client.PutAsync($"{url}/documents/other?name=naskah.pdf", bytes)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await drafter.Client.PutAsync($"{url}/documents/draft-text?name=naskah.pdf&classification=-1", bytes)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await drafter.Client.PutAsync($"{url}/documents/draft-text?name=naskah.pdf", bytes)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        using var decided = await drafter.Client.PostAsJsonAsync($"{url}/decisions", new { version = 0, outcome = "submit" });
        decided.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await drafter.Client.GetFromJsonAsync<JsonObject>(url))!["documents"]!.AsArray().Single(one => one!["key"]!.GetValue<string>() == "draft-text")!["wanting"]!.GetValue<bool>().ShouldBeFalse();
        (await decided.Content.ReadFromJsonAsync<JsonObject>())!["step"]!["workingDaysLeft"]!.GetValue<int>().ShouldBe(10);
        using var stale = await drafter.Client.PostAsJsonAsync($"{url}/decisions", new { version = 0, outcome = "submit" });
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        using var secretary = await hall.App.As(hall.Secretary);
        var mine = (await secretary.Client.GetFromJsonAsync<JsonObject>("/api/v1/cases?view=mine"))!;
        mine["total"]!.GetValue<int>().ShouldBe(1);
        mine["items"]![0]!["state"]!.GetValue<string>().ShouldBe("running");
        (await drafter.Client.GetFromJsonAsync<JsonObject>("/api/v1/cases?view=waiting"))!["total"]!.GetValue<int>().ShouldBe(1);
        (await drafter.Client.GetFromJsonAsync<JsonObject>("/api/v1/cases?view=mine"))!["total"]!.GetValue<int>().ShouldBe(0);
        using var stranger = await hall.App.As(hall.Stranger);
        (await stranger.Client.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Client.GetFromJsonAsync<JsonObject>("/api/v1/cases"))!["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Lists_are_narrowed_by_words_procedure_and_state()
    {
        await using var hall = await CityHall.Open();
        using var drafter = await hall.App.As(hall.Drafter);
        await CityHall.OpenPolicy(drafter);
        (await drafter.Open("/kerja/urusan?q=interoperabilitas&prosedur=policy-enactment&keadaan=berjalan")).Text.ShouldContain("K-2026-000001");
        (await drafter.Open("/kerja/urusan?keadaan=selesai")).Text.ShouldContain("Tidak ada yang cocok");
        (await drafter.Open("/kerja/urusan?q=000001")).Text.ShouldContain("Standar interoperabilitas data");
        (await drafter.Open("/kerja/tugas?prosedur=appointment")).Text.ShouldContain("Tidak ada yang cocok");
        var choose = await drafter.Open("/kerja/urusan/baru");
        choose.Text.ShouldContain("Penetapan kebijakan internal");
        (await drafter.Open("/kerja/urusan/baru/no-such-procedure")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await drafter.Open("/kerja/urusan/K-2026-999999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    internal static Task<Web.Platform.Outcomes.Outcome> Decide(CityHall hall, Case item, string outcome, Actor actor, string? reason = null) =>
        hall.App.Do(services => services.GetRequiredService<CaseFlow>().Decide(item.Id, new CaseDecision(item.Version, outcome, reason, []), CancellationToken.None), actor);
}
