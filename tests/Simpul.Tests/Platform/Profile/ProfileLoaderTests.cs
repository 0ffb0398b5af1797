using Shouldly;
using Simpul.Web.Platform.Profile;
using Xunit;

namespace Simpul.Tests.Platform.Profile;

public sealed class ProfileLoaderTests
{
    [Fact]
    public void The_template_is_sound_and_says_what_it_holds()
    {
        var profile = Regulations.TemplateProfile();

        profile.Id.ShouldBe("contoh-1-2026");
        profile.Region.Government.ShouldBe("Pemerintah Kabupaten Contoh");
        profile.Regulation.Name.ShouldBe("Perbup 1/2026");
        profile.Office("ict-agency").Name.ShouldBe("Diskominfo");
        profile.Office("ict-agency").Phrases.ShouldHaveSingleItem().Words.ShouldBe("Perangkat Daerah yang membidangi TIK");
        profile.AnsweringOffice("government").Title.ShouldBe("Sekretaris Daerah");
        profile.Teams["executing-team"].Parent.ShouldBe("coordination-team");
        profile.Teams["coordination-team"].ReportsTo.ShouldBe(new ReportingLine("head", "secretary"));
        profile.Procedures["policy-enactment"].First.By.ShouldBe(Vocabulary.Applicant);
        profile.Procedures["policy-enactment"].Step("consult").Within.ShouldBe(10);
        profile.Procedures["application-test"].Step("test").Outcomes.Single(outcome => outcome.Key == "return").ShouldSatisfyAllConditions(
            outcome => outcome.To.ShouldBe("request"), outcome => outcome.NeedsReason.ShouldBeTrue(), outcome => outcome.Ends.ShouldBeFalse());
        profile.Obligations["CTH-4-5"].Attestation.ShouldBe(new Attestation("surat atau notula konsultasi dengan kementerian", new Period(5, 0, 0)));
        profile.Obligations["CTH-4-5"].Module.ShouldBe("Planning");
        profile.Obligations["CTH-10-1"].Module.ShouldBe("Organisation");
        profile.Obligations["CTH-12-2"].By.ShouldBe(new DateOnly(2028, 1, 5));
        profile.Regulation.ChapterOf(profile.Obligations["CTH-9-2"].Cite)!.Title.ShouldBe("Audit TIK");
        profile.Regulation.ChapterOf(profile.Obligations["CTH-L-B-1"].Cite)!.IsAnnex.ShouldBeTrue();
        profile.Provisions["CTH-8-1"].Changes.ShouldBe(["application-test"]);
        profile.Glossary["CTH-1-5"].Term.ShouldBe("SPBE");
    }

    /// <summary>Each replaces something in the template; the error stands where the marked words begin (in the replaced words when they are there).</summary>
    [Theory]
    // Keys, types, texts.
    [InlineData("  kind: kabupaten", "  kin: kabupaten", "kin: kab", "“kin” is not known here")]
    [InlineData("  kind: kabupaten", "  kin: kabupaten", "name: Kabupaten Contoh", "“kind” is missing")]
    [InlineData("  number: 1\n", "  number: satu\n", "satu\n", "must be a whole number")]
    [InlineData("  number: 1\n", "  number: 0\n", "0\n  year", "must be from 1 to 100000")]
    [InlineData("code: \"99.01\"", "code: \"9901\"", "\"9901\"", "“9901” is not the home-affairs ministry's code")]
    [InlineData("domain: contohkab.go.id", "domain: contohkab", "contohkab\n", "“contohkab” is not a domain name")]
    [InlineData("zone: Asia/Makassar", "zone: Asia/Tokyo", "Asia/Tokyo", "“Asia/Tokyo” must be one of")]
    [InlineData("glossary:", "glossaries:", "glossaries:", "“glossaries” is not known here")]
    [InlineData("text: Tinjau Arsitektur", "text: 'TinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjauTinjau'\n    when: ", "'TinjauTinjau", "has 306 characters; at most 300 fit")]
    // Dates.
    [InlineData("promulgated: 2026-01-05", "promulgated: 2026-01-04", "promulgated: 2026-01-04", "lies before the regulation was enacted")]
    [InlineData("in-force: 2026-01-05", "in-force: 2026-01-04", "in-force: 2026-01-04", "lies before the regulation was promulgated")]
    [InlineData("  year: 2026", "  year: 2025", "enacted:", "is not in 2025, the year of the regulation")]
    [InlineData("enacted: 2026-01-05", "enacted: 2026-02-30", "2026-02-30", "must be a date")]
    [InlineData("    by: 2028-01-05\n", "    by: 2025-01-05\n", "2025-01-05", "lies before the regulation was enacted")]
    // Chapters and citations.
    [InlineData("articles: [3, 8]", "articles: [2, 8]", "[2, 8]", "Pasal 2 stands in chapter I already")]
    [InlineData("articles: [3, 8]", "articles: [3, 7]", "- {number: I, title", "no chapter holds Pasal 8")]
    [InlineData("articles: [3, 8]", "articles: [8, 3]", "[8, 3]", "ends before it begins")]
    [InlineData("articles: [9, 9]", "articles: [9, 13]", "13]}", "must be from 1 to 12")]
    [InlineData("annex: true}", "articles: [12, 12]}", "Lampiran huruf A}", "the regulation has no annex")]
    [InlineData("title: Bupati, kind: person, cite: Pasal 1 angka 2", "title: Bupati, kind: person, cite: Psl 1 angka 2", "Psl 1", "“Psl 1 angka 2” is no citation")]
    [InlineData("    cite: Pasal 9 ayat (2)\n", "    cite: Pasal 90 ayat (2)\n", "Pasal 90", "the regulation has 12 articles, not 90")]
    // Offices.
    [InlineData("  secretary: {", "  sekda: {", "sekda: {", "“sekda” is no office key")]
    [InlineData("  secretary: {", "  sekda: {", "head: {title", "office “secretary” is missing")]
    [InlineData("escalates-to: secretary        #", "escalates-to: inspectorate #", "inspectorate #", "office “inspectorate” is not declared under “offices”")]
    [InlineData("kind: external, cite: Pasal 9 ayat (3)", "kind: agency, cite: Pasal 9 ayat (3)", "kind: agency, cite: Pasal 9", "“ministry-communications” stands outside: its kind is external")]
    [InlineData("cite: Pasal 1 angka 1, answered-by: secretary", "cite: Pasal 1 angka 1, answered-by: ministry-communications", "ministry-communications}", "“ministry-communications” has no board of its own")]
    [InlineData("    actor: government\n", "    actor: ministry-communications\n", "ministry-communications\n    kind: cadence", "it stands on nobody's board")]
    // Parameters.
    [InlineData("  audit.cadence: {value: P2Y", "  audit.cadense: {value: P2Y", "audit.cadense", "parameter “audit.cadense” is not known")]
    [InlineData("  audit.cadence: {value: P2Y", "  audit.cadense: {value: P2Y", "spbe.elements:", "parameter “audit.cadence” is missing")]
    [InlineData("  audit.cadence: {value: P2Y", "  audit.cadence: {value: 2 tahun", "2 tahun", "must be a period such as P1Y")]
    [InlineData("  audit.cadence: {value: P2Y, cite: Pasal 9 ayat (2)}", "  audit.cadence: {value: P2Y}", "{value: P2Y}", "“cite” is missing")]
    [InlineData("  audit.cadence: {value: P2Y, cite: Pasal 9 ayat (2)}", "  audit.cadence: P2Y", "P2Y\n", "must be silent, {value: ..., cite: ...} or {reading: ...}")]
    [InlineData("application.types: {value: [general, special]", "application.types: {value: [general, odd]", "odd]", "“odd” must be one of general, special")]
    [InlineData("application.open-source: {value: preferred", "application.open-source: {value: liked", "liked", "“liked” must be one of preferred, required")]
    [InlineData("data-centre.most: {value: 1", "data-centre.most: {value: satu", "satu", "must be a number")]
    [InlineData("data-centre.mandatory: {value: true", "data-centre.mandatory: {value: ya", "ya, cite", "must be true or false")]
    [InlineData("policy.review: {reading: policy-review-period}", "policy.review: {reading: planning-agency-unnamed}", "planning-agency-unnamed}\n\n", "choice “bappeda” of reading “planning-agency-unnamed” does not set “policy.review”")]
    // Readings.
    [InlineData("    chosen: reminder", "    chosen: weekly", "weekly", "“weekly” is not among the choices reminder, duty, free")]
    [InlineData("{says: Perangkat Daerah lain yang ditunjuk Bupati.}", "{}", "{}\n  executing", "“says” is missing")]
    [InlineData("    reading: test-before-use  ", "    reading: test-never  ", "test-never", "reading “test-never” is not declared under “readings”")]
    [InlineData("weights: {CTH-4-6: breach}", "weights: {CTH-99: breach}", "CTH-99: breach", "there is no obligation “CTH-99”")]
    [InlineData("sets: {policy.review: P1Y}", "sets: {policy.revue: P1Y}", "policy.revue", "parameter “policy.revue” is not known")]
    [InlineData("      other: {says: Perangkat Daerah lain yang ditunjuk Bupati.}\n", "", "bappeda: {says", "a reading needs at least two choices")]
    [InlineData("{says: Bappeda.}", "{says: Bappeda., sets: {audit.cadence: P1Y}}", "audit.cadence: P1Y", "parameter “audit.cadence” does not follow this reading")]
    // Teams and policies.
    [InlineData("- {id: koordinator,", "- {id: ketua,", "id: ketua, title: Koordinator", "seat “ketua” is given twice")]
    [InlineData("- {id: CTH-10-3, text: Arah", "- {id: CTH-10-9, text: Arah", "id: CTH-10-9", "there is no obligation or provision “CTH-10-9”")]
    [InlineData("parent: coordination-team", "parent: other-team", "executing-team:\n    title", "its parent “other-team” is no team")]
    [InlineData("parent: coordination-team", "parent: executing-team", "executing-team:\n    title", "is its own parent")]
    [InlineData("review: {reading: policy-review-period}}", "review: {reading: test-before-use}}", "{reading: test-before-use}}", "parameter “policy.review” does not follow reading “test-before-use”")]
    // Procedures.
    [InlineData("{label: Umumkan, to: done}", "{label: Umumkan, to: finished}", "to: finished", "“finished” is no step of this procedure and no end (done, refused, withdrawn)")]
    [InlineData("{label: Tetapkan, to: publish}", "{label: Tetapkan, to: done}", "id: publish", "no outcome leads to step “publish”")]
    [InlineData("{label: Umumkan, to: done}", "{label: Umumkan, to: publish}", "id: publish", "no way leads from step “publish” to an end")]
    [InlineData("      - id: publish\n", "      - id: done\n", "id: done", "“done” is an end and cannot name a step")]
    [InlineData("      - id: publish\n", "      - id: enact\n", "id: enact\n        title: Pengumuman", "step “enact” is given twice")]
    [InlineData("        needs: [review-report]", "        needs: [minutes]", "minutes]", "document “minutes” is not declared under “documents” of this procedure")]
    [InlineData("        by: coordination-team\n", "        by: ministry-communications\n", "ministry-communications\n        asks", "nobody can take this step: “ministry-communications” needs “answered-by”")]
    [InlineData("        by: coordination-team\n", "        by: council\n", "council\n", "office “council” is not declared")]
    [InlineData("  policy-review:\n    title", "  policy-revue:\n    title", "policy-enactment:\n", "procedure “policy-review” is missing")]
    // Obligations.
    [InlineData("  - id: CTH-9-2\n", "  - id: CTH-6-2\n", "CTH-6-2\n    cite: Pasal 9", "“CTH-6-2” is given twice")]
    [InlineData("{id: CTH-1-5, term", "{id: CTH-9-2, term", "CTH-9-2, term", "“CTH-9-2” is given twice")]
    [InlineData("  - id: CTH-9-2\n", "  - id: cth 9\n", "cth 9", "“cth 9” is no id such as PLG-13-7-b")]
    [InlineData("check: {team-appointed: {team: coordination-team}}", "when: selalu", "id: CTH-10-1", "“check” or “attest” is missing")]
    [InlineData("    module: Planning\n", "    module: Planning\n    check: {team-appointed: {}}\n", "attest: {wants", "an obligation has a check or an attestation, not both")]
    [InlineData("    module: Planning\n", "    module: Perencanaan\n", "Perencanaan\n", "“Perencanaan” must be one of Obligations")]
    [InlineData("    module: Planning\n", "", "id: CTH-4-5", "“module” is missing")]
    [InlineData("check: {facility-used: {facility: data-centre, scope: agency}}", "check: {facility-uzed: {}}", "facility-uzed", "check “facility-uzed” is not in the catalogue of checks")]
    [InlineData("check: {facility-used: {facility: data-centre, scope: agency}}", "check: {facility-used: {}, team-appointed: {}}", "{facility-used: {}, team", "must be exactly one check")]
    [InlineData("check: {facility-used: {facility: data-centre, scope: agency}}", "check: {facility-used: {scope: agency}}", "facility-used: {scope", "check “facility-used” needs “facility”")]
    [InlineData("check: {facility-used: {facility: data-centre, scope: agency}}", "check: {facility-used: {facility: data-centre, scop: agency}}", "scop: agency", "check “facility-used” has no parameter “scop”")]
    [InlineData("check: {facility-used: {facility: data-centre, scope: agency}}", "check: {facility-used: {facility: data-centre, scope: all}}", "all}}", "“all” must be one of government, agency")]
    [InlineData("contents: {parameter: architecture.domains}", "contents: {parameter: architecture.validity}", "parameter: architecture.validity}", "“architecture.validity” is of type period, not keys")]
    [InlineData("contents: {parameter: architecture.domains}", "contents: {parameter: architecture.contents}", "{parameter: architecture.contents}", "“contents” is required, but parameter “architecture.contents” is silent here")]
    [InlineData("contents: {parameter: architecture.domains}", "contents: {parameter: architecture.domain}", "parameter: architecture.domain}", "parameter “architecture.domain” is not known")]
    [InlineData("check: {team-appointed: {team: coordination-team}}", "check: {team-appointed: {team: other-team}}", "other-team", "team “other-team” is not declared in this profile")]
    [InlineData("policy: data-management, by: head", "policy: data, by: head", "data, by", "policy “data” is not declared in this profile")]
    [InlineData("check: {team-appointed: {team: coordination-team}}", "check: {obligations-met: {obligations: [CTH-77*]}}", "check: {obligations-met", "no other obligation is meant by “CTH-77*”")]
    [InlineData("    every: P2Y\n", "    every: dua tahun\n", "dua tahun\n    check", "must be a period such as P1Y, P6M or P30D, or mid-term-and-final")]
    [InlineData("changes: [spbe.principles]", "changes: [spbe.principle]", "spbe.principle]", "“spbe.principle” is no parameter and no procedure of this profile")]
    public void Each_kind_of_error_is_reported_where_it_stands(string old, string @new, string place, string message)
    {
        Regulations.Template.ShouldContain(old);
        var text = Regulations.Template.Replace(old, @new, StringComparison.Ordinal);
        var before = text[..text.IndexOf(place, Math.Min(text.Length, StartOf(text, place, @new)), StringComparison.Ordinal)];
        var (line, column) = (before.Count(letter => letter == '\n') + 1, before.Length - before.LastIndexOf('\n'));

        var result = Regulations.Load(text);

        result.Profile.ShouldBeNull();
        result.Errors.ShouldContain(
            error => error.Line == line && error.Column == column && error.Message.StartsWith(message, StringComparison.Ordinal),
            $"{line}:{column}: {message}, but there are\n{string.Join('\n', result.Errors)}");
    }

    [Fact]
    public void Obligations_that_count_each_other_in_a_circle_are_refused()
    {
        var text = Regulations.Template
            .Replace("check: {team-appointed: {team: coordination-team}}", "check: {obligations-met: {obligations: [CTH-10-3]}}", StringComparison.Ordinal)
            .Replace("check: {meetings-held: {every: P1Y, subject: direction}}", "check: {obligations-met: {obligations: [\"CTH-10*\"]}}", StringComparison.Ordinal);

        Regulations.Load(text).Errors.Select(error => error.Message).ShouldBe(
            ["“CTH-10-1” counts itself, by way of the obligations that it names", "“CTH-10-3” counts itself, by way of the obligations that it names"]);
    }

    [Fact]
    public void All_errors_are_reported_at_once_in_the_order_of_the_file()
    {
        var text = Regulations.Template
            .Replace("number: 1\n", "number: satu\n", StringComparison.Ordinal)
            .Replace("audit.cadence: {value: P2Y", "audit.cadence: {value: often", StringComparison.Ordinal)
            .Replace("chosen: reminder", "chosen: weekly", StringComparison.Ordinal)
            .Replace("{label: Umumkan, to: done}", "{label: Umumkan, to: finished}", StringComparison.Ordinal)
            .Replace("actor: government\n", "actor: walikota\n", StringComparison.Ordinal)
            .Replace("check: {facility-used: {facility: data-centre, scope: agency}}", "check: {facility-used: {}}", StringComparison.Ordinal)
            .Replace("{id: CTH-1-5, term", "{id: CTH-1-3, term", StringComparison.Ordinal);

        var errors = Regulations.Load(text).Errors;

        errors.Select(error => error.Message).ShouldBe(
        [
            "must be a whole number",
            "must be a period such as P1Y, P6M or P30D",
            "no way leads from step “publish” to an end",
            "“finished” is no step of this procedure and no end (done, refused, withdrawn)",
            "“weekly” is not among the choices reminder, duty, free",
            "check “facility-used” needs “facility”",
            "“walikota” is no office key",
            "“CTH-1-3” is given twice",
        ], ignoreOrder: true);
        errors.Select(error => error.Line).ShouldBeInOrder();
        errors.ShouldAllBe(error => error.File == "p.yaml" && error.Line > 0 && error.Column > 0);
    }

    [Fact]
    public void A_profile_is_found_by_the_name_of_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("simpul-profiles");
        try
        {
            foreach (var name in new[] { ParameterCatalogue.FileName, CheckCatalogue.FileName }) File.Copy(Path.Combine(Regulations.Folder, name), Path.Combine(folder.FullName, name));
            File.WriteAllText(Path.Combine(folder.FullName, "contoh-1-2026.yaml"), Regulations.Template);
            File.WriteAllText(Path.Combine(folder.FullName, "other-2-2026.yaml"), Regulations.Template);
            File.WriteAllText(Path.Combine(folder.FullName, ProfileSet.TemplateName), "broken");

            var set = ProfileSet.Load(folder.FullName);

            set.Ids.ShouldBe(["contoh-1-2026", "other-2-2026"]);
            set.Find("contoh-1-2026").Required().Id.ShouldBe("contoh-1-2026");
            set.Find("other-2-2026").Errors.ShouldHaveSingleItem().Message.ShouldBe("the file must be named after its id: contoh-1-2026.yaml");
            Should.Throw<KeyNotFoundException>(() => set.Find("template")).Message.ShouldBe("there is no regulation “template”; there are: contoh-1-2026, other-2-2026");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_broken_catalogue_names_every_error()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "parameters:\n  a.b: {type: wish, means: x, covers: [k]}\n  c: {type: choice, values: [one], means: x, covers: [k]}\nleft-out: []\n");

            Should.Throw<InvalidDataException>(() => ParameterCatalogue.Load(path)).Message.Split('\n').Select(line => line[(path.Length + 1)..]).ShouldBe(
            [
                "2:15: “wish” must be one of text, list, key, keys, number, boolean, period, review-cadence, date, office, offices, choice",
                "3:6: “c” must be lower-case words joined by hyphens and one point",
                "3:6: a choice needs at least two values",
                "3:55: “k” has found its place already",
            ]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Where to look for the place: in the replaced words when it stands there, from the beginning otherwise.</summary>
    private static int StartOf(string text, string place, string replaced)
    {
        var at = replaced.Length == 0 ? -1 : text.IndexOf(replaced, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(place, at, StringComparison.Ordinal) is var found && found >= 0 && found < at + replaced.Length ? at : 0;
    }
}
