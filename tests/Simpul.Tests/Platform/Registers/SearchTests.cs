using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Platform.Search;
using Xunit;

namespace Simpul.Tests.Platform.Registers;

/// <summary>The search over everything, which must find the same on both databases.</summary>
public sealed class SearchTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_last_word_may_be_a_beginning_and_all_words_must_be_there(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        await app.Put("legal-documents", ("title", "Keputusan tentang Tim Koordinasi SPBE"), ("number", "123/KPTS/DISKOMINFO/2026"), ("issuedOn", "2026-03-01"), ("inForceFrom", "2026-03-01"), ("kind", "HeadDecree"));
        await app.PutAgency("D", "Müller Çankaya data-center");
        foreach (var (typed, title) in new[]
        {
            ("koord", "Tim Koordinasi"), ("tim koordinasi spb", "Tim Koordinasi"), ("kpts", "Tim Koordinasi"), ("123/kpts", "Tim Koordinasi"), ("diskominfo 2026", "Tim Koordinasi"),
            ("muller", "Müller"), ("MÜLLER cank", "Müller"), ("center", "Müller"),
        })
        {
            (await browse.Open($"/kerja/cari?q={Uri.EscapeDataString(typed)}")).Text.ShouldContain(title, customMessage: typed);
        }
        foreach (var typed in new[] { "oordinasi", "koord spbe", "tim muller", "kpts data" })
        {
            (await browse.Open($"/kerja/cari?q={typed}")).Text.ShouldContain("Tidak ada yang cocok", customMessage: typed);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_is_found_by_its_new_name_and_so_are_those_that_it_names(string database)
    {
        var (app, browse) = await RegisterKit.Started(database);
        await using var _ = app;
        var agency = await app.PutAgency("X", "Dinas X");
        var person = await app.Put("people", ("name", "Rina Lama"), ("agency", agency.ToString()));
        var office = await app.Put("offices", ("title", "Kepala Seksi Arsip"), ("agency", agency.ToString()));
        await app.Put("appointments", ("person", person.ToString()), ("office", office.ToString()), ("from", "2026-01-01"), ("kind", "Definitive"));
        var page = await browse.Open($"/kerja/pegawai/{person}/ubah");
        await browse.Submit(page, "Simpan perubahan", ("Form.Input[name]", "Rina Baru, S.Kom."));

        (await browse.Open("/kerja/cari?q=lama")).Text.ShouldContain("Tidak ada yang cocok");
        (await browse.Open("/kerja/cari?q=baru")).Text.ShouldContain("Rina Baru, S.Kom., Kepala Seksi Arsip");
        (await browse.Open("/kerja/penunjukan-jabatan?q=baru")).Text.ShouldContain("Kepala Seksi Arsip");
    }

    [Fact]
    public void Words_are_folded_to_letters_and_digits()
    {
        Folded.Of("  H. Ma'rûf  ÇELEBI/007 (data-center)\ud800 ").ShouldBe("h ma ruf celebi 007 data center");
        Folded.Of("***").ShouldBe("");
    }

    [Fact]
    public async Task Pages_are_full_of_what_the_actor_may_see()
    {
        var (app, _) = await RegisterKit.Started();
        await using var __ = app;
        var (own, other) = (await app.PutAgency("A", "Dinas Sendiri"), await app.PutAgency("B", "Dinas Lain"));
        for (var number = 0; number < 30; number++)
        {
            await app.Put("people", ("name", $"Wulan {number}"), ("agency", other.ToString()));
        }
        await app.Put("people", ("name", "Wulan Sendiri"), ("agency", own.ToString()));
        var operators = await app.Actor(await app.Staff("Operator", own, [], [Simpul.Web.Platform.Access.Role.Operator]));
        var found = await app.Do(services => services.GetRequiredService<SearchIndex>().Find("wulan", 1, CancellationToken.None), operators);
        found.Entries.Single().Title.ShouldBe("Wulan Sendiri");
        found.HasMore.ShouldBeFalse();
    }
}
