using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Simpul.Bus;
using Xunit;

namespace Simpul.Tests.Bus;

public sealed class CheckpointTests
{
    const string Origin = "simpul.example/jurnal";
    static readonly byte[] Root = Convert.FromHexString(MerkleVectors.Roots[8]);

    [Fact]
    public void A_checkpoint_is_written_line_by_line()
    {
        var checkpoint = new Checkpoint(Origin, 8, Root, new DateTimeOffset(2026, 11, 22, 17, 0, 0, 999, TimeSpan.FromHours(7)));
        checkpoint.Text.ShouldBe("simpul.example/jurnal\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\ntime 2026-11-22T10:00:00Z\n");
        var read = Checkpoint.Parse(checkpoint.Text);
        (read.Origin, read.Size, read.Time).ShouldBe((Origin, 8, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));
        read.Root.ShouldBe(Root);
    }

    [Fact]
    public void The_example_of_the_C2SP_specification_is_read()
    {
        const string note = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

            """;
        var signed = SignedCheckpoint.Parse(note);
        (signed.Checkpoint.Origin, signed.Checkpoint.Size, signed.Checkpoint.Time).ShouldBe(("example.com/behind-the-sofa", 20852163, null));
        signed.Signatures.ShouldHaveSingleItem().KeyId.ShouldBe(0x033de0aeu);
        signed.Text.ShouldBe(note);
    }

    [Theory]
    [InlineData("")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=")]
    [InlineData("o\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o\n+8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o\n-8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o\n9223372036854775808\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o+o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o\r\n8\r\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\r\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg\n")]
    [InlineData("o\n8\n Xcnaeac GWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQw==\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\ntime tomorrow\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\ntime 2026-11-22T10:00:00Z\ntime 2026-11-22T10:00:01Z\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\na\u0007b\n")]
    [InlineData("o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n")]
    public void A_checkpoint_written_otherwise_is_refused(string text) => Should.Throw<FormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void A_signature_holds_for_its_key_and_its_text_only()
    {
        using var key = SigningKey.Create(Origin);
        using var other = SigningKey.Create(Origin);
        var signed = SignedCheckpoint.Parse(SignedCheckpoint.Sign(new Checkpoint(Origin, 8, Root), key).Text);
        signed.StateOf(key.Public).ShouldBe(SignatureState.Valid);
        signed.StateOf(other.Public).ShouldBe(SignatureState.Absent);
        SignedCheckpoint.Parse(signed.Text.Replace("\n8\n", "\n9\n", StringComparison.Ordinal)).StateOf(key.Public).ShouldBe(SignatureState.Invalid);
        signed.StateOf(VerifyingKey.FromPem("simpul.example/lain", key.Public.Pem)).ShouldBe(SignatureState.Absent);
    }

    [Fact]
    public void Old_and_new_key_sign_together_while_a_key_is_replaced()
    {
        using var old = SigningKey.Create(Origin);
        using var @new = SigningKey.Create(Origin);
        using var stranger = SigningKey.Create(Origin);
        var signed = SignedCheckpoint.Parse(SignedCheckpoint.Sign(new Checkpoint(Origin, 8, Root), old, @new).Text);
        signed.StateOf([old.Public]).ShouldBe(SignatureState.Valid);
        signed.StateOf([stranger.Public, @new.Public]).ShouldBe(SignatureState.Valid);
        signed.StateOf([stranger.Public]).ShouldBe(SignatureState.Absent);
        signed.StateOf([]).ShouldBe(SignatureState.Absent);

        // One wrong signature by a known key spoils the note, whatever the other says.
        var lines = signed.Text.Split('\n');
        lines[4] = lines[4][..^8] + "AAAAAAA=";
        SignedCheckpoint.Parse(string.Join('\n', lines)).StateOf([old.Public, @new.Public]).ShouldBe(SignatureState.Invalid);
    }

    [Fact]
    public void Keys_survive_the_way_through_PEM()
    {
        using var key = SigningKey.Create(Origin);
        using var again = SigningKey.FromPem(Origin, key.ToPem());
        again.Public.Fingerprint.ShouldBe(key.Public.Fingerprint);
        var text = "teks\n"u8.ToArray();
        VerifyingKey.FromPem(Origin, key.Public.Pem).Verify(text, again.Sign(text)).ShouldBeTrue();
        key.Public.Verify(text, new byte[70]).ShouldBeFalse();
        key.Public.Verify(text, []).ShouldBeFalse();
    }

    [Fact]
    public void The_key_ID_is_the_head_of_the_hash_of_the_public_key()
    {
        using var key = SigningKey.Create(Origin);
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(key.Public.Pem);
        var spki = ecdsa.ExportSubjectPublicKeyInfo();
        key.Public.Fingerprint.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(spki)));
        key.Public.Fingerprint.ShouldStartWith(key.Public.Id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture));
        key.Public.NoteKey.ShouldBe($"{Origin}+{key.Public.Id:x8}+{Convert.ToBase64String([2, .. spki])}");
    }

    [Fact]
    public void Openssl_verifies_a_checkpoint()
    {
        using var key = SigningKey.Create(Origin);
        var signed = SignedCheckpoint.Sign(new Checkpoint(Origin, 8, Root), key);
        var folder = Directory.CreateTempSubdirectory("simpul-note-");
        try
        {
            string Kept(string name, byte[] content)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
                return Path.Combine(folder.FullName, name);
            }
            var pem = Kept("key.pem", Encoding.ASCII.GetBytes(key.Public.Pem));
            var signature = Kept("signature.der", signed.Signatures[0].Bytes);
            int Openssl(string text)
            {
                using var openssl = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", "-verify", pem, "-signature", signature, text]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                openssl.WaitForExit();
                return openssl.ExitCode;
            }
            Openssl(Kept("checkpoint.txt", Encoding.UTF8.GetBytes(signed.Checkpoint.Text))).ShouldBe(0);
            Openssl(Kept("other.txt", Encoding.UTF8.GetBytes(signed.Checkpoint.Text + "\n"))).ShouldNotBe(0);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("openssl is not installed");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Other_keys_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var key = SigningKey.Create(Origin);
        var offCurve = PemEncoding.WriteString("PUBLIC KEY", [.. Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), .. new byte[64]]);
        foreach (var pem in new[] { "", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", p384.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem(), key.ToPem(), new string('A', 5000), offCurve })
            Should.Throw<FormatException>(() => VerifyingKey.FromPem(Origin, pem));
        foreach (var pem in new[] { "", p384.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), key.Public.Pem })
            Should.Throw<FormatException>(() => SigningKey.FromPem(Origin, pem));
        Should.Throw<ArgumentException>(() => SigningKey.Create("dua kata"));
    }

    [Fact]
    public void No_mutated_note_crashes_the_reader_or_passes_for_another_text()
    {
        using var key = SigningKey.Create(Origin);
        var original = SignedCheckpoint.Sign(new Checkpoint(Origin, 123_456, Root, DateTimeOffset.UnixEpoch), key);
        var random = new Random(20_000);
        int read = 0, refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var note = Mutated(original.Text, random);
            if (!SignedCheckpoint.TryParse(note, out var signed, out var problem))
            {
                problem.ShouldNotBeNullOrEmpty();
                refused++;
                continue;
            }
            read++;
            signed.Text.ShouldBe(note);
            if (signed.StateOf(key.Public) == SignatureState.Valid) signed.Checkpoint.Text.ShouldBe(original.Checkpoint.Text);
        }
        read.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    static string Mutated(string note, Random random)
    {
        const string alphabet = "\n\n\n \t+-=/AZaz09— \ud83d\0\r";
        var text = new StringBuilder(note);
        for (var edits = random.Next(1, 4); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0: text.Remove(at, 1); break;
                case 1: text.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
                case 2: text[at] = alphabet[random.Next(alphabet.Length)]; break;
                case 3: text.Remove(at, random.Next(text.Length - at)); break;
                default: text.Insert(at, note[random.Next(note.Length)..]); break;
            }
        }
        return text.ToString();
    }
}
