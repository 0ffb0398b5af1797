using Shouldly;
using Simpul.Bus.Exchanges;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Formats;

public sealed class CommitmentTests
{
    [Fact]
    public void What_a_record_commits_to_is_what_the_protocol_says_byte_by_byte()
    {
        var said = RequestTarget.Read("/layanan/penduduk/v1/berkas/a%2d%c3%a9?x=%2d")!.Committed("GET");
        said.ShouldBe("GET /berkas/a-%C3%A9?x=%2d");
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var page = File.ReadAllText(Path.Combine(Programs.Root(), "docs", "bus-protocol.md"));
        page.ShouldContain($"`{said}`");
        page.ShouldContain($"`{Convert.ToBase64String(ExchangeRecord.Commit(key, said))}`");
    }
}
