using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Simpul.Web.Modules.Applications.Repository.Secrets;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Applications.Repository.Serving;

/// <summary>
/// Decides about a push while its objects lie in quarantine: protected refs, sizes, secrets. When it may go on, its event is in the journal before any
/// ref moves, so that no ref ever moved without one.
/// </summary>
public sealed class PushCheck(PlatformDb db, GitProgram git, GitReader reader, RepositoryFolders folders, RepositoryOptions options, Platform.Journal.Journal journal, TimeProvider clock)
{
    /// <summary>Refs of one push at most.</summary>
    public const int MostRefs = 200;

    private const int MostObjects = 500_000;
    private const int MostNamed = 20;
    private const string MessageOf = "pesan commit ";

    /// <param name="environment">Shows git the quarantine beside the repository.</param>
    public async Task<PushVerdict> Check(CodeRepository repository, IReadOnlyList<PushedRef> refs, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        var folder = folders.Of(repository.Id);
        if (refs.Count > MostRefs)
        {
            return new PushVerdict(refs, [$"Satu kiriman paling banyak {MostRefs} cabang dan tag. Kirim bertahap."], null);
        }
        var refusals = new List<string>();
        foreach (var item in refs)
        {
            if (await Protects(repository, folder, item, environment, cancel) is { } refusal)
            {
                refusals.Add(refusal);
            }
        }
        if (folders.Size(repository.Id) is var size && size > options.MaxRepositoryBytes)
        {
            refusals.Add($"Repositori akan menjadi {Indonesian.FileSize(size)}, lebih dari batas {Indonesian.FileSize(options.MaxRepositoryBytes)}. Simpan hasil kompilasi sebagai berkas rilis, bukan di repositori.");
        }
        if (refusals.Count > 0)
        {
            return new PushVerdict(refs, refusals, null);
        }
        var allowed = await Contents(folder, refs, environment, refusals, cancel);
        return refusals.Count > 0 ? new PushVerdict(refs, refusals, null) : await Accept(repository, folder, refs, environment, allowed, cancel);
    }

    /// <summary>What a pattern forbids: of branches going back and going away, of tags any change.</summary>
    private async Task<string?> Protects(CodeRepository repository, string folder, PushedRef item, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        if (item is { IsTag: false, IsBranch: false })
        {
            return $"“{item.Name}” bukan cabang dan bukan tag. Yang dapat dikirim hanya cabang (refs/heads) dan tag (refs/tags).";
        }
        if (item.IsNew)
        {
            return null;
        }
        if (item.IsTag)
        {
            return repository.ProtectedTags.Any(pattern => GitName.Fits(item.Brief, pattern)) ? $"Tag “{item.Brief}” dilindungi: tidak dapat {(item.Goes ? "dihapus" : "dipindahkan")}. Buat tag baru." : null;
        }
        if (!repository.ProtectedBranches.Any(pattern => GitName.Fits(item.Brief, pattern)))
        {
            return null;
        }
        if (item.Goes)
        {
            return $"Cabang “{item.Brief}” dilindungi: tidak dapat dihapus.";
        }
        var goesOn = await git.Run(folder, ["merge-base", "--is-ancestor", item.Before, item.After], cancel, environment: environment);
        return goesOn.Code == 0 ? null : $"Cabang “{item.Brief}” dilindungi: riwayatnya tidak dapat ditulis ulang (force push). Ambil dahulu isi terbarunya (git pull), lalu kirim lagi.";
    }

    /// <summary>Looks through what the push brings and the repository did not have. Answers how many lines were let through because they say so.</summary>
    private async Task<int> Contents(string folder, IReadOnlyList<PushedRef> refs, IReadOnlyDictionary<string, string> environment, List<string> refusals, CancellationToken cancel)
    {
        var tips = refs.Where(item => !item.Goes).Select(item => item.After).Distinct().ToList();
        if (tips.Count == 0)
        {
            return 0;
        }
        var objects = await git.Run(folder, ["rev-list", "--objects", .. tips, "--not", "--all"], cancel, most: 128 * 1024 * 1024, within: options.CheckWithin, environment: environment);
        if (!objects.Succeeded)
        {
            throw new GitFailedException($"git rev-list: {objects.Error}");
        }
        // Of an object that has no name (a commit) there is no space, of a top folder nothing behind it.
        var lines = objects.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (objects.Cut || lines.Length > MostObjects)
        {
            refusals.Add($"Satu kiriman paling banyak {Indonesian.Number(MostObjects)} objek. Kirim riwayatnya bertahap.");
            return 0;
        }
        var sizes = await git.Run(folder, ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize) %(rest)", "--buffer"], cancel, input: objects.Text, most: 192 * 1024 * 1024, within: options.CheckWithin, environment: environment);
        var wanted = new List<(string Id, string Name)>();
        foreach (var line in sizes.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ', 4) is not [var id, var type, var size, var name] || !long.TryParse(size, CultureInfo.InvariantCulture, out var bytes))
            {
                continue;
            }
            if (type == "commit")
            {
                wanted.Add((id, MessageOf + id[..10]));
            }
            else if (type == "blob")
            {
                if (bytes > options.MaxFileBytes && refusals.Count < MostNamed)
                {
                    refusals.Add($"{Printable(name)}: {Indonesian.FileSize(bytes)}, lebih dari batas {Indonesian.FileSize(options.MaxFileBytes)} untuk satu berkas. Keluarkan dari riwayat, dan simpan sebagai berkas rilis.");
                }
                else if (bytes <= SecretScan.MostBytes)
                {
                    wanted.Add((id, name));
                }
            }
        }
        return refusals.Count > 0 ? 0 : await Secrets(folder, wanted, environment, refusals, cancel);
    }

    private async Task<int> Secrets(string folder, List<(string Id, string Name)> wanted, IReadOnlyDictionary<string, string> environment, List<string> refusals, CancellationToken cancel)
    {
        var total = 0;
        await using var contents = new GitContents(git, folder, environment);
        foreach (var (id, name) in wanted)
        {
            if (refusals.Count >= MostNamed)
            {
                break;
            }
            var content = await contents.Read(id, cancel);
            if (!SecretScan.IsText(content))
            {
                continue;
            }
            var all = SecretScan.Scan(Words(content, name), out var allowed);
            foreach (var found in all)
            {
                refusals.Add($"{Printable(name)}:{found.Line}: tampak seperti {found.What}.");
            }
            total += allowed;
        }
        if (refusals.Count > 0)
        {
            refusals.Insert(0, "Kiriman ditolak karena memuat yang tampak seperti rahasia:");
            refusals.Add("Hapus dari riwayat (git commit --amend atau git rebase -i), lalu ganti rahasianya: anggap sudah bocor.");
            refusals.Add($"Bila bukan rahasia, tulis “{SecretScan.Allowed}” pada baris itu atau baris sebelumnya.");
        }
        return total;
    }

    /// <summary>Of a commit its message: the lines before it are git's own.</summary>
    private static ReadOnlySpan<char> Words(byte[] content, string name)
    {
        var text = Encoding.UTF8.GetString(content);
        return name.StartsWith(MessageOf, StringComparison.Ordinal) && text.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var end ? text.AsSpan(end + 2) : text;
    }

    /// <summary>Writes the event, and what the new default branch says of the application, in one save.</summary>
    private async Task<PushVerdict> Accept(CodeRepository repository, string folder, IReadOnlyList<PushedRef> refs, IReadOnlyDictionary<string, string> environment, int allowed, CancellationToken cancel)
    {
        var told = new JsonArray();
        var total = 0;
        foreach (var item in refs)
        {
            var count = item.Goes ? 0 : await Count(folder, item, environment, cancel);
            total += count;
            told.Add((JsonNode)$"{item.Name}: {item.Before} → {item.After} ({count} commit)");
        }
        var main = refs.FirstOrDefault(item => item.Name == $"refs/heads/{repository.DefaultBranch}" && !item.Goes);
        var described = main is null ? null : await Described(folder, main.After, environment, cancel);
        var details = new JsonObject { ["refs"] = told, ["commits"] = total };
        if (allowed > 0)
        {
            details["allowed"] = allowed;
        }
        for (var attempt = 1; ; attempt++)
        {
            repository.PublicCode = main is null ? repository.PublicCode : described;
            repository.PushedAt = clock.GetUtcNow();
            repository.FirstPushedAt ??= repository.PushedAt;
            repository.Pushes++;
            journal.Record("repositories.pushed", repository, details: details);
            try
            {
                await db.SaveChangesAsync(cancel);
                return new PushVerdict(refs, [], "repositories.pushed");
            }
            catch (DbUpdateConcurrencyException) when (attempt < 5)
            {
                // Another push of the same repository, to another branch, was saved meanwhile.
                db.Forget();
                repository = await db.Set<CodeRepository>().SingleAsync(item => item.Id == repository.Id, cancel);
            }
        }
    }

    private async Task<int> Count(string folder, PushedRef item, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        // Annotated tags lead to commits; a tag of anything else counts none.
        var counted = await git.Run(folder, ["rev-list", "--count", item.After, "--not", "--all"], cancel, within: options.CheckWithin, environment: environment);
        return counted.Succeeded && int.TryParse(counted.Text.Trim(), CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    private async Task<string?> Described(string folder, string commit, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        foreach (var name in PublicCodeFile.Names)
        {
            var listed = await git.Run(folder, ["ls-tree", "-z", commit, "--", name], cancel, environment: environment);
            if (listed.Succeeded && listed.Text.Split('\t')[0].Split(' ') is ["100644" or "100755", "blob", var id])
            {
                var (content, cut) = await reader.Content(folder, id, CodeRepository.PublicCodeLength, cancel, environment);
                return cut || !SecretScan.IsText(content) ? null : Encoding.UTF8.GetString(content);
            }
        }
        return null;
    }

    /// <summary>A file's name may hold what moves a terminal's cursor.</summary>
    private static string Printable(string name) => new([.. name.Take(200).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
