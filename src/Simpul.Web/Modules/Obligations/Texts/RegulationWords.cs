using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Profile.Text;

namespace Simpul.Web.Modules.Obligations.Texts;

/// <summary>What a text came to when it was read.</summary>
/// <param name="Unfound">Citations of obligations that it does not hold.</param>
public sealed record TextReport(RegulationText Text, int Expected, IReadOnlyList<string> Unfound);

/// <summary>The words of the instance's regulation, where somebody imported them.</summary>
public sealed class RegulationWords(PlatformDb db, CurrentRegulation regulation, RegulationWordsCache cache, Journal journal, TimeProvider clock)
{
    /// <summary>The text in force, taken apart; null while none is imported.</summary>
    public async Task<RegulationText?> Text(CancellationToken cancel)
    {
        var id = regulation.Profile.Id;
        var stored = await db.Set<ImportedText>().AsNoTracking().Where(item => item.RegulationId == id).Select(item => new { item.Id, item.Sha256 }).SingleOrDefaultAsync(cancel);
        if (stored is null)
        {
            return null;
        }
        if (cache.Of(stored.Sha256) is { } known)
        {
            return known;
        }
        var words = await db.Set<TextSource>().AsNoTracking().Where(item => item.TextId == stored.Id).Select(item => item.Words).SingleAsync(cancel);
        return cache.Keep(stored.Sha256, RegulationTextReader.Read(words));
    }

    /// <summary>The import as it is recorded; null while there is none.</summary>
    public Task<ImportedText?> Imported(CancellationToken cancel)
    {
        var id = regulation.Profile.Id;
        return db.Set<ImportedText>().AsNoTracking().SingleOrDefaultAsync(item => item.RegulationId == id, cancel);
    }

    /// <summary>The words that a citation names, a paragraph each; null where there is no text or it does not hold them.</summary>
    public async Task<string?> Of(Citation citation, CancellationToken cancel) =>
        await Text(cancel) is { } text && text.Find(citation) is { Count: > 0 } found ? string.Join("\n\n", found.Select(provision => provision.FullWords())) : null;

    /// <summary>Reads a text without keeping it.</summary>
    /// <returns>Refusals at Text.</returns>
    public Outcome<TextReport> Try(string? words)
    {
        var profile = regulation.Profile;
        if (string.IsNullOrWhiteSpace(words))
        {
            return Refusal.At("Text", "Tempelkan naskah peraturan, atau pilih berkas teksnya.");
        }
        RegulationText text;
        try
        {
            text = RegulationTextReader.Read(words);
        }
        catch (RegulationTextException tooLarge)
        {
            return Refusal.At("Text", tooLarge.Message);
        }
        if (text.Articles.Count == 0)
        {
            return Refusal.At("Text", "Tidak ditemukan satu pasal pun. Naskah memuat pasal sebagai “Pasal 1” pada baris tersendiri; salin teksnya, bukan gambarnya.");
        }
        if ((text.Number is { } number && number != profile.Regulation.Number) || (text.Year is { } year && year != profile.Regulation.Year))
        {
            return Refusal.At("Text", $"Naskah ini bernomor {text.Number} tahun {text.Year}, sedangkan instansi memakai {profile.Regulation.Name}.");
        }
        return new TextReport(text, profile.Regulation.Articles, [.. profile.Obligations.Where(item => text.Find(item.Cite).Count == 0).Select(item => item.Cite.ToString())]);
    }

    /// <summary>Keeps a text in place of the one before.</summary>
    public async Task<Outcome<TextReport>> Import(string? words, CancellationToken cancel)
    {
        var tried = Try(words);
        if (!tried.Succeeded)
        {
            return tried;
        }
        var id = regulation.Profile.Id;
        var record = await db.Set<ImportedText>().SingleOrDefaultAsync(item => item.RegulationId == id, cancel);
        var source = record is null ? null : await db.Set<TextSource>().SingleAsync(item => item.TextId == record.Id, cancel);
        if (record is null)
        {
            db.Add(record = new ImportedText { RegulationId = id, Sha256 = "" });
            db.Add(source = new TextSource { TextId = record.Id, Words = "" });
        }
        source!.Words = words!;
        record.Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words!)));
        (record.Articles, record.Notices, record.ImportedAt) = (tried.Value.Text.Articles.Count, tried.Value.Text.Notices.Count, clock.GetUtcNow());
        journal.Record("regulation-texts.imported", record);
        await db.SaveChangesAsync(cancel);
        return tried;
    }
}

/// <summary>The text last read, by its digest: reading one takes as long as it is, and every page asks for it.</summary>
public sealed class RegulationWordsCache
{
    private volatile Kept? kept;

    public RegulationText? Of(string sha256) => kept is { } known && known.Sha256 == sha256 ? known.Text : null;

    public RegulationText Keep(string sha256, RegulationText text)
    {
        kept = new Kept(sha256, text);
        return text;
    }

    private sealed record Kept(string Sha256, RegulationText Text);
}
