using Npgsql;
using Shouldly;
using Simpul.Web;
using Xunit;

namespace Simpul.Tests.Data;

/// <summary>What the program adds to a connection string of PostgreSQL, and that what stands there holds.</summary>
public sealed class PostgresSettingsTests
{
    [Fact]
    public void What_the_connection_string_does_not_say_is_added()
    {
        var settings = Of("Host=db;Username=simpul;Password=Pool Size;Database=simpul;Auto Prepare Min Usages=7");
        (settings.MaxPoolSize, settings.MaxAutoPrepare, settings.NoResetOnClose).ShouldBe((40, 60, true));
        settings.Password.ShouldBe("Pool Size");
    }

    [Theory]
    [InlineData("Maximum Pool Size=7", 7, 60, true)]
    [InlineData("Minimum Pool Size=50", 50, 60, true)]
    [InlineData("Max Auto Prepare=0", 40, 0, true)]
    [InlineData("No Reset On Close=false", 40, 60, false)]
    public void What_it_says_holds(string said, int pool, int prepared, bool kept)
    {
        var settings = Of($"Host=db;{said}");
        (settings.MaxPoolSize, settings.MaxAutoPrepare, settings.NoResetOnClose).ShouldBe((pool, prepared, kept));
    }

    [Fact]
    public void Completing_it_twice_changes_nothing() => Server.Pooled(Server.Pooled("Host=db")).ShouldBe(Server.Pooled("Host=db"));

    private static NpgsqlConnectionStringBuilder Of(string connection) => new(Server.Pooled(connection));
}
