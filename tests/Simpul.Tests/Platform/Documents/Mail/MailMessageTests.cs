using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Simpul.Web.Platform.Documents.Mail;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Mail;

public sealed class MailMessageTests
{
    private static readonly MailName Office = new("simpul@kota.example.go.id", "Simpul Kota");

    [Fact]
    public void A_message_reads_as_it_was_written()
    {
        var mail = ParsedMail.Parse(Message("Tenggat 22 November 2026 — “reviu”", "Yth. Bapak/Ibu,\n\nTenggat besok: https://kota.example.go.id/kewajiban?a=1&b=2.\n\n<b>Simpul</b>").Compose());
        mail.Headers["Subject"].ShouldBe("Tenggat 22 November 2026 — “reviu”");
        mail.Headers["From"].ShouldBe("\"Simpul Kota\" <simpul@kota.example.go.id>");
        mail.Headers["Date"].ShouldBe("Sun, 22 Nov 2026 14:05:09 +0700");
        mail.Headers["Message-ID"].ShouldBe("<m-1@kota.example.go.id>");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Text.ShouldBe("Yth. Bapak/Ibu,\n\nTenggat besok: https://kota.example.go.id/kewajiban?a=1&b=2.\n\n<b>Simpul</b>");
        mail.Html.ShouldContain("<p>Yth. Bapak/Ibu,</p>");
        mail.Html.ShouldContain("<a href=\"https://kota.example.go.id/kewajiban?a=1&amp;b=2\" style=\"color:#1d4e89\">https://kota.example.go.id/kewajiban?a=1&amp;b=2</a>.");
        mail.Html.ShouldContain("<p>&lt;b&gt;Simpul&lt;/b&gt;</p>");
    }

    [Fact]
    public void Any_subject_and_text_come_through() => Prop.ForAll(ArbMap.Default.ArbFor<(string Subject, string Text)>(), given =>
    {
        var subject = Clean(given.Subject, "").Trim() + " tentang penyelenggaraan – é🗂️";
        var text = "awal " + Clean(given.Text, "\n\t") + "\n.titik di awal\n" + new string('é', 200) + " akhir";
        var mail = ParsedMail.Parse(Message(subject, text).Compose());
        mail.Headers["Subject"].ShouldBe(subject);
        mail.Text.ShouldBe(text);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a\r\nBcc: x@example.org")]
    [InlineData("a\nb")]
    [InlineData("a\u0000")]
    [InlineData("a\u2028b")]
    public void A_line_break_in_a_header_is_refused(string text)
    {
        Should.Throw<ArgumentException>(() => Message(text, "x"));
        Should.Throw<ArgumentException>(() => new MailName("a@example.org", text));
        Should.Throw<ArgumentException>(() => new MailMessage(text, Office, [Office], "x", "x", default));
    }

    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org\n")]
    [InlineData("a@b>, <c@d")]
    [InlineData("a b@example.org")]
    [InlineData("tanpa-domain")]
    [InlineData("@example.org")]
    [InlineData("a@-x.org")]
    [InlineData("")]
    public void What_is_no_address_is_refused(string address)
    {
        MailName.IsAddress(address).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new MailName(address));
    }

    [Fact]
    public void Names_outside_ASCII_and_long_ones_are_encoded()
    {
        var name = string.Concat(Enumerable.Repeat("Dinas Pemberdayaan — ", 8)).Trim();
        var message = new MailMessage("m-1", new MailName("a@example.org", name), [new MailName("b@example.org", "Kepala \"Bidang\""), new MailName("c@example.org")], "x", "x", default);
        var mail = ParsedMail.Parse(message.Compose());
        mail.Headers["From"].ShouldBe($"{name} <a@example.org>");
        mail.Headers["To"].ShouldBe("\"Kepala \\\"Bidang\\\"\" <b@example.org>, c@example.org");
    }

    [Fact]
    public async Task A_folder_gets_the_message_as_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("simpul-mail-");
        try
        {
            var message = Message("Tenggat", "isi");
            await new FileMailSink(Path.Combine(folder.FullName, "keluar")).Send(message, CancellationToken.None);
            var file = Directory.GetFiles(Path.Combine(folder.FullName, "keluar")).Single();
            Path.GetFileName(file).ShouldBe("20261122-070509-m-1.eml");
            (await File.ReadAllTextAsync(file)).ShouldBe(message.Compose());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MailMessage Message(string subject, string text) =>
        new("m-1", Office, [new MailName("kepala@kota.example.go.id")], subject, text, new DateTimeOffset(2026, 11, 22, 14, 5, 9, TimeSpan.FromHours(7)));

    private static string Clean(string? text, string kept) => string.Concat(System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text ?? ""))
        .Where(letter => !char.IsControl(letter) && letter is not ('\u2028' or '\u2029') || kept.Contains(letter, StringComparison.Ordinal)));
}
