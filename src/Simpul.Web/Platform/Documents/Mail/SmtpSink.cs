using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Simpul.Web.Platform.Documents.Mail;

public enum SmtpSecurity
{
    /// <summary>The connection is encrypted from its first byte (port 465).</summary>
    Tls,

    /// <summary>It becomes encrypted before anything is said (port 587); a server that cannot is refused.</summary>
    StartTls,

    /// <summary>For a relay on the same machine; a password is never sent this way.</summary>
    None,
}

public sealed record SmtpOptions
{
    [Required] public string Host { get; init; } = "";

    [Range(1, 65535)] public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>For one whole delivery.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Hands a message to a mail server (RFC 5321), byte for byte as <see cref="MailMessage.Compose"/> makes it. One connection for each message.</summary>
public sealed class SmtpSink(SmtpOptions options, RemoteCertificateValidationCallback? trusts = null) : IMailSink
{
    private const int LongestReply = 64 * 1024;

    public async Task Send(MailMessage message, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(options.Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(options.Host, options.Port, limit.Token);
            Stream stream = client.GetStream();
            if (options.Security == SmtpSecurity.Tls) stream = await Secure(stream, limit.Token);
            await Deliver(stream, message, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new MailFailedException(string.Create(CultureInfo.InvariantCulture, $"The mail server {options.Host} did not finish within {options.Patience.TotalSeconds:0} s."), permanent: false);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            throw new MailFailedException($"The mail server {options.Host} could not be reached: {failure.Message}", permanent: false, failure);
        }
    }

    private async Task Deliver(Stream stream, MailMessage message, CancellationToken cancel)
    {
        await Expect(stream, 220, cancel);
        var offers = await Command(stream, Hello(message), 250, cancel);
        if (options.Security == SmtpSecurity.StartTls)
        {
            if (!Offers(offers, "STARTTLS")) throw new MailFailedException($"The mail server {options.Host} offers no encryption.", permanent: true);
            await Command(stream, "STARTTLS", 220, cancel);
            stream = await Secure(stream, cancel);
            offers = await Command(stream, Hello(message), 250, cancel);
        }
        if (options.User is not null) await SignIn(stream, offers, cancel);
        await Command(stream, $"MAIL FROM:<{message.From.Address}>", 250, cancel);
        foreach (var reader in message.To) await Command(stream, $"RCPT TO:<{reader.Address}>", 25, cancel); // 250, or 251: it forwards.
        await Command(stream, "DATA", 354, cancel);
        // A line that begins with a dot gets a second one, for a dot alone ends the message.
        var content = message.Compose().Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await Command(stream, content + ".", 250, cancel);
        try
        {
            await Command(stream, "QUIT", 221, cancel);
        }
        catch (Exception late) when (late is IOException or MailFailedException)
        {
            // The message was taken; how the server hangs up does not matter.
        }
    }

    private async Task SignIn(Stream stream, string offers, CancellationToken cancel)
    {
        if (options.Security == SmtpSecurity.None) throw new MailFailedException("A password is not sent over a connection that is not encrypted.", permanent: true);
        if (offers.Split('\n').Any(line => line.Contains("AUTH", StringComparison.OrdinalIgnoreCase) && line.Contains("PLAIN", StringComparison.OrdinalIgnoreCase)))
        {
            await Command(stream, "AUTH PLAIN " + Base64($"\0{options.User}\0{options.Password}"), 235, cancel, "AUTH PLAIN");
            return;
        }
        await Command(stream, "AUTH LOGIN", 334, cancel);
        await Command(stream, Base64(options.User!), 334, cancel, "user name");
        await Command(stream, Base64(options.Password ?? ""), 235, cancel, "password");
    }

    private async Task<SslStream> Secure(Stream stream, CancellationToken cancel)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = options.Host, RemoteCertificateValidationCallback = trusts }, cancel);
        return secure;
    }

    /// <param name="code">What the reply must begin with.</param>
    /// <param name="shown">What an error says instead of the line, where the line holds a secret.</param>
    private static async Task<string> Command(Stream stream, string line, int code, CancellationToken cancel, string? shown = null)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancel);
        await stream.FlushAsync(cancel);
        return await Expect(stream, code, cancel, shown ?? (line.Length < 300 ? line : "the message"));
    }

    private static async Task<string> Expect(Stream stream, int code, CancellationToken cancel, string after = "the connection")
    {
        var reply = await Reply(stream, cancel);
        if (reply.StartsWith(code.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)) return reply;
        throw new MailFailedException($"The mail server answered to {after}: {reply.Trim()}", permanent: reply.StartsWith('5'));
    }

    /// <summary>All lines of a reply. Byte by byte: what follows STARTTLS belongs to nobody but the encrypted stream.</summary>
    private static async Task<string> Reply(Stream stream, CancellationToken cancel)
    {
        var reply = new StringBuilder();
        var (line, one) = (0, new byte[1]);
        while (reply.Length < LongestReply)
        {
            if (await stream.ReadAsync(one, cancel) == 0) throw new IOException("The connection was closed.");
            reply.Append((char)one[0]);
            if (one[0] != '\n') continue;
            if (reply.Length - line < 4 || reply[line + 3] != '-') return reply.ToString();
            line = reply.Length;
        }
        throw new IOException("The reply does not end.");
    }

    private static string Hello(MailMessage message) => $"EHLO {message.From.Domain}";

    private static bool Offers(string reply, string extension) =>
        reply.Split('\n').Any(line => line.Length > 4 && line[4..].Trim().Equals(extension, StringComparison.OrdinalIgnoreCase));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
