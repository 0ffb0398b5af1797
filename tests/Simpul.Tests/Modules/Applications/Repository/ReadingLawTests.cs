using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Html;
using Shouldly;
using Simpul.Web.Modules.Applications.Repository.Git;
using Simpul.Web.Modules.Applications.Repository.Pages;
using Simpul.Web.Modules.Applications.Repository.Reuse;
using Simpul.Web.Modules.Applications.Repository.Secrets;
using Simpul.Web.Modules.Applications.Repository.Serving;
using Xunit;

namespace Simpul.Tests.Modules.Applications.Repository;

/// <summary>What is read from strangers' bytes: secrets, git's protocol, differences, Markdown, publiccode.yml.</summary>
public sealed class ReadingLawTests
{
    // Written in two halves, so that no scanner of anybody's stumbles over this file.
    public static IEnumerable<TheoryDataRow<string, string>> Secrets() =>
    [
        new("-----BEGIN RSA PRIVATE" + " KEY-----", "kunci privat"),
        new("  \"key\": \"-----BEGIN PRIVATE" + " KEY-----\\nMIIE\"", "kunci privat"),
        new("-----BEGIN OPENSSH PRIVATE" + " KEY-----", "kunci privat"),
        new("-----BEGIN PGP PRIVATE" + " KEY BLOCK-----", "kunci privat"),
        new("aws_access_key_id = AKIA" + "Q3EGRTNBXW7LPZ4D", "kunci akses AWS"),
        new("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "token JWT"),
        new("token: ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a", "token akses layanan"),
        new("simpul" + "_p1Jq8mK2vX0bZ7nR4tY6wL9sD3fG5hA1cE8uI2oQ4kM", "token akses layanan"),
        new("postgres://simpul:s4ndiR4h" + "asia@db.internal/simpul", "kata sandi dalam alamat"),
        new("Server=db;Database=spbe;User Id=sa;Password=R4hasia" + "Sekali9;", "kata sandi dalam untai koneksi"),
        new("Host=10.0.0.1;Username=simpul;Password=kuda" + "lumping77", "kata sandi dalam untai koneksi"),
        new("$api_key = 'q8Zr2Vw0Lk5T" + "y7Nm3Xc9Bd4F';", "nilai rahasia"),
        new("DB_PASSWORD=\"x9Kq2mR7vT4w" + "Y8zB1cN6\"", "nilai rahasia"),
    ];

    [Theory, MemberData(nameof(Secrets))]
    public void What_is_a_secret_is_found_where_it_stands(string line, string what)
    {
        var found = SecretScan.Scan($"satu\r\ndua\n{line}\nempat\n", out var allowed).ShouldHaveSingleItem();
        (found.Line, found.What).ShouldBe((3, what));
        allowed.ShouldBe(0);
        // Far out in a line as long as a minified script's.
        SecretScan.Scan(new string('x', 9_990) + " " + line + new string(' ', 3_000), out _).ShouldHaveSingleItem().What.ShouldBe(what);
    }

    [Theory]
    [InlineData("password = os.environ['DB_PASSWORD']")]
    [InlineData("Server=db;User Id=sa;Password=${DB_PASSWORD};")]
    [InlineData("postgres://user:password@localhost/db")]
    [InlineData("mysql://user:<sandi>@host/db")]
    [InlineData("API_KEY=your-api-key-goes-here-1234")]
    [InlineData("token = \"xxxxxxxxxxxxxxxxxxxxxxxx1\"")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("$this->passwordConfirmationMessage = trans('auth.password');")]
    [InlineData("sha256: 3b5d5c3712955042212316173ccf37be800d4a2b3c4d5e6f708192a3b4c5d6e7")]
    [InlineData("tokenizer: whitespace")]
    [InlineData("Kata sandi Anda sudah diganti.")]
    [InlineData("https://example.go.id/login?token=")]
    public void What_only_speaks_of_secrets_is_let_through(string line) => SecretScan.Scan(line, out _).ShouldBeEmpty();

    [Fact]
    public void A_line_that_says_it_is_none_is_let_through_and_counted()
    {
        var key = "AKIA" + "Q3EGRTNBXW7LPZ4D";
        SecretScan.Scan($"{key} # {SecretScan.Allowed}", out var allowed).ShouldBeEmpty();
        allowed.ShouldBe(1);
        SecretScan.Scan($"// {SecretScan.Allowed}: kunci uji\n{key}\n{key}", out allowed).ShouldHaveSingleItem().Line.ShouldBe(3);
        allowed.ShouldBe(1);
    }

    [Fact]
    public void A_secret_is_found_wherever_it_stands_in_whatever_text()
    {
        var noise = Gen.Elements(" abcdefgh\n\t=:'\"{}-_".ToCharArray()).ListOf().Select(letters => string.Concat(letters));
        Prop.ForAll(Arb.From(noise), Arb.From(noise), (before, after) =>
        {
            var text = $"{before}\n AKIA" + $"Q3EGRTNBXW7LPZ4D \n{after}";
            var line = before.Count(letter => letter == '\n') + 2;
            return SecretScan.Scan(text, out _).Any(found => found.Line == line && found.What == "kunci akses AWS");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Scanning_never_fails_and_never_takes_long()
    {
        var random = new Random(3);
        string[] pieces = ["-----BEGIN ", "PRIVATE KEY", "AKIA", "eyJ", ".", "Password=", ";", "Server=", "://", ":", "@", "secret", "token", "=", "\"", "a", "1", " ", "\n", "\u0000", "\ud800", "é", "_-"];
        for (var run = 0; run < 400; run++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => pieces[random.Next(pieces.Length)]));
            SecretScan.Scan(text, out _);
        }
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var piece in pieces)
        {
            SecretScan.Scan(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)), out _);
            SecretScan.Scan("password=" + string.Concat(Enumerable.Repeat(piece + "://a:", 20_000)), out _);
        }
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_pattern_fits_as_the_same_regular_expression_does()
    {
        var words = Gen.Elements('a', 'b', '/', '*').ListOf().Select(letters => string.Concat(letters));
        Prop.ForAll(Arb.From(words.Select(word => word.Replace('*', 'a'))), Arb.From(words), (name, pattern) =>
            GitName.Fits(name, pattern) == Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "\\z")).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("rilis/2026.1", true)]
    [InlineData("-x", false)]
    [InlineData("a..b", false)]
    [InlineData("a/.b", false)]
    [InlineData("a.lock", false)]
    [InlineData("a b", false)]
    [InlineData("a/", false)]
    [InlineData("a~1", false)]
    public void A_default_branch_is_a_name_that_git_takes(string name, bool good) => SettingsModel.BranchName().IsMatch(name).ShouldBe(good);

    [Fact]
    public void The_moment_at_which_content_begins_is_seen_however_the_bytes_come()
    {
        static byte[] Line(string text) => Encoding.Latin1.GetBytes($"{text.Length + 4:x4}{text}");
        byte[] only = [.. Line("acknowledgments\n"), .. Line("NAK\n"), .. "0000"u8];
        byte[] pack = [.. Line("acknowledgments\n"), .. Line("ready\n"), .. "0001"u8, .. Line("packfile\n"), .. Line("\u0001PACK")];
        byte[] old = [.. Line("NAK\n"), .. Line("\u0002Enumerating objects\n")];
        byte[] bare = [.. Line("NAK\n"), .. "PACK\0\0"u8];
        byte[] refs = [.. Line("0123456789012345678901234567890123456789 HEAD\n"), .. "0000"u8];
        foreach (var size in (int[])[1, 2, 3, 5, 7, 1000])
        {
            Begins(only, size).ShouldBeFalse();
            Begins(refs, size).ShouldBeFalse();
            Begins(pack, size).ShouldBeTrue();
            Begins(old, size).ShouldBeTrue();
            Begins(bare, size).ShouldBeTrue();
        }
        var random = new Random(5);
        for (var run = 0; run < 2000; run++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            Begins(bytes, 1 + random.Next(9));
            FetchWish.Read(bytes);
            FetchWish.Read([.. "0032want "u8, .. bytes]);
        }
        FetchWish.Read([.. Line("command=fetch"), .. "0001"u8, .. Line($"want {GitName.None}\n"), .. Line($"have {GitName.None}\n"), .. Line("done\n"), .. "0000"u8]).ShouldSatisfyAllConditions(
            wish => wish.Wants.ShouldBe([GitName.None]), wish => wish.Haves.ShouldBe(1));
    }

    [Fact]
    public void A_line_of_content_never_passes_for_a_heading_of_a_difference()
    {
        const string text = "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@ f\n sama\n-diff --git a/y b/y\n+--- a/z\n+@@ -1 +1 @@\n\\ No newline at end of file\ndiff --git a/baru.txt b/baru.txt\nnew file mode 100644\n--- /dev/null\n+++ b/baru.txt\n@@ -0,0 +1 @@\n+isi\n";
        var read = GitDifference.Read(text, cut: false);
        read.Files.Select(file => (file.Name, file.Change, file.Added, file.Removed)).ShouldBe([("x", FileChange.Changed, 2, 1), ("baru.txt", FileChange.Added, 1, 0)]);
        read.Files[0].Lines.Select(line => (line.Before, line.After)).ShouldBe([(null, null), (1, 1), (2, null), (null, 2), (null, 3)]);
        var random = new Random(9);
        var lines = text.Split('\n');
        for (var run = 0; run < 1000; run++)
        {
            GitDifference.Read(string.Join('\n', Enumerable.Range(0, random.Next(30)).Select(_ => lines[random.Next(lines.Length)]).Select(line => random.Next(4) == 0 && line.Length > 0 ? line[1..] : line)), false);
        }
    }

    [Fact]
    public async Task Markdown_brings_no_markup_no_script_and_nothing_from_elsewhere()
    {
        static string? Within(string path) => path == "ada.md" ? "/kerja/x" : null;
        var html = Words(MarkdownText.Render("# Judul\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) [b](ada.md) [c](hilang.md) [d](https://contoh.invalid/x) [e](//contoh.invalid) [f](data:text/html,x) [g](JaVaScRiPt:x)\n\n![gambar kami](https://contoh.invalid/a.png)\n\n<javascript:alert(2)>\n\n[h]: vbscript:x\n[h]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", Within));
        html.ShouldContain("<h3");
        html.ShouldContain("<table>");
        html.ShouldContain("href=\"/kerja/x\"");
        html.ShouldContain("href=\"https://contoh.invalid/x\"");
        html.ShouldContain(">gambar kami</a>");
        html.ShouldContain("&lt;script&gt;");
        foreach (var bad in (string[])["<script", "<img", "javascript:\"", "href=\"java", "href=\"data", "href=\"vb", "href=\"//", "href=\"JaVa"])
        {
            html.ShouldNotContain(bad);
        }
        var context = AngleSharp.BrowsingContext.New(AngleSharp.Configuration.Default);
        var random = new Random(13);
        string[] pieces = ["[", "]", "(", ")", "<", ">", "javascript:", "a", "\n", "\n\n", "!", "`", "*", "_", "# ", "> ", "- ", "|", "&#106;", "\\", "http://x", "\"", "'", "onload=", "<a href=", "<svg "];
        for (var run = 0; run < 300; run++)
        {
            var made = Words(MarkdownText.Render(string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)])), Within));
            var document = await AngleSharp.BrowsingContextExtensions.OpenAsync(context, request => request.Content($"<body>{made}</body>"));
            document.QuerySelectorAll("script, img, svg, iframe, style, form, object").Length.ShouldBe(0);
            document.QuerySelectorAll("[href]").ShouldAllBe(link => link.GetAttribute("href")!.StartsWith("http") || link.GetAttribute("href")!.StartsWith("mailto:") || link.GetAttribute("href")!.StartsWith('#') || link.GetAttribute("href") == "/kerja/x");
            document.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on"));
        }
        Words(MarkdownText.Render(new string('[', 50_000), Within)).Length.ShouldBeGreaterThan(1000);
        Words(MarkdownText.Render(string.Concat(Enumerable.Repeat("> ", 5_000)) + "dalam", Within)).ShouldContain("dalam");
    }

    [Fact]
    public void A_publiccode_file_is_read_and_what_the_standard_misses_is_said()
    {
        var (code, faults) = PublicCodeFile.Read(Described);
        faults.ShouldBeEmpty();
        (code!.Name, code.Licence, code.Status, code.Languages).ShouldBe(("Aplikasi", "EUPL-1.2", "stable", code.Languages));
        PublicCodeFile.Read(Described.Replace("license: EUPL-1.2", "license: \"\"", StringComparison.Ordinal).Replace("stable", "selesai", StringComparison.Ordinal)).Faults
            .ShouldBe(["legal.license: isi pengenal SPDX lisensi, misalnya Apache-2.0.", "developmentStatus: isi salah satu dari concept, development, beta, stable, obsolete."], ignoreOrder: true);
        PublicCodeFile.Read("a: &a [*a, *a]").ShouldSatisfyAllConditions(read => read.Code.ShouldBeNull(), read => read.Faults[0].ShouldContain("YAML"));
        PublicCodeFile.Read("").Faults.ShouldNotBeEmpty();
        var random = new Random(17);
        for (var run = 0; run < 2000; run++)
        {
            var text = Described.ToCharArray();
            for (var change = 0; change < 1 + random.Next(8); change++)
            {
                text[random.Next(text.Length)] = " \n:-[]{}\"'x0&*|>"[random.Next(16)];
            }
            PublicCodeFile.Read(new string(text, 0, random.Next(text.Length)));
            PublicCodeFile.Read(new string(text));
        }
    }

    internal const string Described = """
        publiccodeYmlVersion: "0.4"
        name: Aplikasi
        url: https://git.contoh.invalid/apl.git
        platforms: [web]
        categories: [government]
        developmentStatus: stable
        softwareType: standalone/web
        description:
          id:
            shortDescription: Aplikasi contoh.
            longDescription: Aplikasi contoh yang menerangkan dirinya dengan cukup panjang, sebab standar meminta paling sedikit seratus lima puluh huruf agar orang lain tahu apa yang mereka hadapi sebelum memakainya.
        legal:
          license: EUPL-1.2
        maintenance:
          type: internal
          contacts:
            - name: Dinas Komunikasi dan Informatika
        localisation:
          localisationReady: true
          availableLanguages: [id]

        """;

    private static bool Begins(byte[] bytes, int size)
    {
        var watch = new PackWatch();
        foreach (var part in bytes.Chunk(size))
        {
            watch.Feed(part);
        }
        return watch.Begun;
    }

    private static string Words(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}
