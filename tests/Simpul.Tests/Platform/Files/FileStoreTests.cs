using System.Text;
using Shouldly;
using Simpul.Web.Platform;
using Simpul.Web.Platform.Files;
using Xunit;

namespace Simpul.Tests.Platform.Files;

public sealed class FileStoreTests : IDisposable
{
    private readonly DataFolder folder = new(Directory.CreateTempSubdirectory("simpul-store-").FullName);
    private readonly FileStore store;

    public FileStoreTests() => store = new FileStore(folder);

    [Fact]
    public async Task A_content_lies_under_its_hash_and_reads_back()
    {
        var stored = await Put("abc");
        stored!.Sha256.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        stored.Size.ShouldBe(3);
        File.Exists(Path.Combine(folder.Files, "ba", "78", stored.Sha256)).ShouldBeTrue();
        await using var content = store.Open(stored.Sha256);
        using var reader = new StreamReader(content);
        (await reader.ReadToEndAsync()).ShouldBe("abc");
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        await Put("the same");
        await Put("the same");
        await Put("another");
        Kept().ShouldBe(2);
    }

    [Fact]
    public async Task Ten_at_once_of_the_same_content_end_as_one()
    {
        var puts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Put(new string('x', 300_000))));
        puts.Select(stored => stored!.Sha256).Distinct().Count().ShouldBe(1);
        Kept().ShouldBe(1);
    }

    [Fact]
    public async Task More_than_the_limit_is_not_kept()
    {
        (await store.Put(new MemoryStream(new byte[101]), 100, CancellationToken.None)).ShouldBeNull();
        (await store.Put(new MemoryStream(new byte[100]), 100, CancellationToken.None)).ShouldNotBeNull();
        Kept().ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        await Should.ThrowAsync<IOException>(() => store.Put(new BrokenStream(), 1_000_000, CancellationToken.None));
        Kept().ShouldBe(0);
    }

    [Fact]
    public async Task A_changed_byte_and_a_lost_file_are_found()
    {
        var stored = await Put("evidence");
        (await store.Verify(stored!.Sha256, CancellationToken.None)).ShouldBe(ContentState.Sound);
        await File.WriteAllTextAsync(store.PathOf(stored.Sha256), "evidencE");
        (await store.Verify(stored.Sha256, CancellationToken.None)).ShouldBe(ContentState.Changed);
        File.Delete(store.PathOf(stored.Sha256));
        (await store.Verify(stored.Sha256, CancellationToken.None)).ShouldBe(ContentState.Missing);
    }

    [Theory]
    [InlineData("../../keys/data.key")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("")]
    public void Only_a_hash_names_a_content(string name) => Should.Throw<ArgumentException>(() => store.PathOf(name));

    public void Dispose() => Directory.Delete(folder.Path, recursive: true);

    private Task<StoredContent?> Put(string text) => store.Put(new MemoryStream(Encoding.UTF8.GetBytes(text)), 1_000_000, CancellationToken.None);

    private int Kept() => Directory.GetFiles(folder.Files, "*", SearchOption.AllDirectories).Length;

    private sealed class BrokenStream : MemoryStream
    {
        private int reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++reads < 3 ? ValueTask.FromResult(100) : throw new IOException("the line broke");
    }
}
