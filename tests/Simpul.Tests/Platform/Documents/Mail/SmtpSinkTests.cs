using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Shouldly;
using Simpul.Web.Platform.Documents.Mail;
using Xunit;

namespace Simpul.Tests.Platform.Documents.Mail;

public sealed class SmtpSinkTests
{
    private static readonly MailMessage Message = new("m-1", new MailName("simpul@example.org"), [new MailName("a@example.org"), new MailName("b@example.org")],
        "Tenggat", "Satu\n.titik\n..dua", DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_relay_takes_the_message_byte_for_byte()
    {
        using var server = new FakeSmtp();
        await new SmtpSink(server.Options with { Security = SmtpSecurity.None }).Send(Message, CancellationToken.None);
        (await server.Said).ShouldBe(["EHLO example.org", "MAIL FROM:<simpul@example.org>", "RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "QUIT"]);
        server.Mail.ShouldBe(Message.Compose());
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task The_password_goes_only_over_an_encrypted_connection(SmtpSecurity security)
    {
        using var server = new FakeSmtp(security);
        await new SmtpSink(server.Options with { User = "simpul", Password = "rahasia" }, (_, shown, _, _) => shown!.GetCertHashString() == FakeSmtp.Thumbprint).Send(Message, CancellationToken.None);
        (await server.Said).ShouldContain("AUTH PLAIN " + Convert.ToBase64String("\0simpul\0rahasia"u8));
        server.Mail.ShouldBe(Message.Compose());

        using var bare = new FakeSmtp();
        var failure = await Should.ThrowAsync<MailFailedException>(() => new SmtpSink(bare.Options with { Security = SmtpSecurity.None, User = "simpul", Password = "rahasia" }).Send(Message, CancellationToken.None));
        failure.Permanent.ShouldBeTrue();
        (await bare.Said).ShouldBe(["EHLO example.org"]);
    }

    [Fact]
    public async Task A_server_without_encryption_is_refused_where_it_was_asked_for()
    {
        using var server = new FakeSmtp();
        var failure = await Should.ThrowAsync<MailFailedException>(() => new SmtpSink(server.Options with { Security = SmtpSecurity.StartTls }).Send(Message, CancellationToken.None));
        failure.Message.ShouldContain("offers no encryption");
        server.Mail.ShouldBeNull();
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var server = new FakeSmtp(SmtpSecurity.Tls);
        await Should.ThrowAsync<MailFailedException>(() => new SmtpSink(server.Options).Send(Message, CancellationToken.None));
        server.Mail.ShouldBeNull();
    }

    [Theory]
    [InlineData("550 no such user", true)]
    [InlineData("451-busy\r\n451 come back", false)]
    public async Task A_refusal_says_whether_to_try_again(string reply, bool permanent)
    {
        using var server = new FakeSmtp(refuse: "RCPT", reply: reply);
        var failure = await Should.ThrowAsync<MailFailedException>(() => new SmtpSink(server.Options with { Security = SmtpSecurity.None }).Send(Message, CancellationToken.None));
        failure.Permanent.ShouldBe(permanent);
        failure.Message.ShouldContain(reply.Split('\n')[^1]);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_that_may_pass()
    {
        var failure = await Should.ThrowAsync<MailFailedException>(() => new SmtpSink(new SmtpOptions { Host = "127.0.0.1", Port = 1 }).Send(Message, CancellationToken.None));
        failure.Permanent.ShouldBeFalse();
    }

    private sealed class FakeSmtp : IDisposable
    {
        private static readonly X509Certificate2 Certificate = MakeCertificate();

        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly SmtpSecurity security;
        private readonly string? refuse, reply;
        private readonly List<string> said = [];

        public FakeSmtp(SmtpSecurity security = SmtpSecurity.None, string? refuse = null, string? reply = null)
        {
            (this.security, this.refuse, this.reply) = (security, refuse, reply);
            listener.Start();
            Said = Serve();
        }

        public static string Thumbprint => Certificate.GetCertHashString();

        public SmtpOptions Options => new() { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Security = security };

        public Task<List<string>> Said { get; }

        public string? Mail { get; private set; }

        public void Dispose() => listener.Dispose();

        private async Task<List<string>> Serve()
        {
            using var client = await listener.AcceptTcpClientAsync();
            Stream stream = client.GetStream();
            try
            {
                if (security == SmtpSecurity.Tls) stream = await Secure(stream);
                await Talk(stream);
            }
            catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The sink hung up, as it should where it does not trust or is refused.
            }
            return said;
        }

        private async Task Talk(Stream stream)
        {
            await Say(stream, "220 siap");
            while (await Line(stream) is { } line)
            {
                said.Add(line);
                if (refuse is not null && line.StartsWith(refuse, StringComparison.Ordinal)) await Say(stream, reply!);
                else if (line.StartsWith("EHLO", StringComparison.Ordinal))
                    await Say(stream, $"250-fake{(security == SmtpSecurity.StartTls && stream is NetworkStream ? "\r\n250-STARTTLS" : "")}\r\n250 AUTH LOGIN PLAIN");
                else if (line == "STARTTLS")
                {
                    await Say(stream, "220 mulai");
                    stream = await Secure(stream);
                }
                else if (line.StartsWith("AUTH", StringComparison.Ordinal)) await Say(stream, "235 masuk");
                else if (line == "DATA")
                {
                    await Say(stream, "354 silakan");
                    var mail = new StringBuilder();
                    while (await Line(stream) is { } content && content != ".") mail.Append(content.StartsWith('.') ? content[1..] : content).Append("\r\n");
                    Mail = mail.ToString();
                    await Say(stream, "250 diterima");
                }
                else await Say(stream, line == "QUIT" ? "221 sampai jumpa" : "250 baik");
                if (line == "QUIT") return;
            }
        }

        private static async Task<Stream> Secure(Stream stream)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(Certificate);
            return secure;
        }

        private static async Task Say(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));

        private static async Task<string?> Line(Stream stream)
        {
            var line = new StringBuilder();
            var one = new byte[1];
            while (await stream.ReadAsync(one) > 0)
            {
                if (one[0] == '\n') return line.ToString().TrimEnd('\r');
                line.Append((char)one[0]);
            }
            return null;
        }

        private static X509Certificate2 MakeCertificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        }
    }
}
