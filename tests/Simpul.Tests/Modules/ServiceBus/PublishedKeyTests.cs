using System.Text.Json;
using Shouldly;
using Simpul.Bus;
using Simpul.Bus.Exchanges;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Snapshots;
using Simpul.Web.Platform.Access;
using Xunit;

namespace Simpul.Tests.Modules.ServiceBus;

/// <summary>The keys with which whoever verifies a receipt without us compares its keys.</summary>
public sealed class PublishedKeyTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_keys_of_the_hub_of_gateways_and_of_whoever_has_a_contract_are_there_for_everybody_unless_the_contract_is_secret(string database)
    {
        await using var hall = await BusHall.Open(database);
        var (provider, consumer, version) = await hall.Ready();
        using var own = await hall.AddKey(hall.Provider, provider, "dukcapil");
        using var other = await hall.AddKey(hall.Consumer, consumer, "dinsos");
        var id = BusHall.IdOf(await hall.Compose(hall.Consumer, version, consumer, ["/properties/nik"]));
        await hall.Bring(hall.Consumer, id, await hall.Sign(id, "dinsos", other));
        using var visitor = new Browse(hall.App);
        // Whoever has agreed to nothing yet has signed nothing that a stranger verifies.
        await hall.Snapshot();
        (await Published()).ShouldBe(["hub:palembang.go.id/simpul"]);
        await hall.Bring(hall.Provider, id, await hall.Sign(id, "dukcapil", own));
        (await hall.Clear(id)).Text.ShouldContain("Kontrak disahkan.");

        // A stranger holds a receipt's keys against these; who exchanges nothing but secrets is not told of.
        await hall.App.Saved("bus-gateways.registered", () => new BusGateway { Origin = "gerbang.example", Spki = Convert.ToBase64String(own.ExportSubjectPublicKeyInfo()), FoundAt = MadeBus.Begun, RetiredAt = MadeBus.Begun.AddDays(1), RetireReason = "Mesin diganti" });
        (await Published()).ShouldBe(["hub:palembang.go.id/simpul", "gateway:gerbang.example", "member:dinsos", "member:dukcapil"]);
        using (var keys = JsonDocument.Parse(await visitor.Client.GetStringAsync(new Uri("/bukti/kunci", UriKind.Relative))))
        {
            var key = keys.RootElement.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("by").GetString() == "member:dukcapil");
            key.GetProperty("id").GetString().ShouldBe(PartyKey.Thumbprint(own.ExportSubjectPublicKeyInfo()));
            key.GetProperty("spki").GetString().ShouldBe(Convert.ToBase64String(own.ExportSubjectPublicKeyInfo()));
            key.GetProperty("use").EnumerateArray().Select(one => one.GetString()).ShouldContain("contract");
            key.GetProperty("until").GetDateTimeOffset().ShouldBeGreaterThan(key.GetProperty("from").GetDateTimeOffset());
            key.GetProperty("revoked").ValueKind.ShouldBe(JsonValueKind.Null);
            keys.RootElement.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("by").GetString() == "gateway:gerbang.example").GetProperty("revoked").GetDateTimeOffset().ShouldBe(MadeBus.Begun.AddDays(1));
            // Who verifies without us reads the same file.
            var read = PublishedKeys.Parse(await visitor.Client.GetByteArrayAsync(new Uri("/bukti/kunci", UriKind.Relative)));
            read.Keys.Select(one => (one.By, one.Id, one.Spki, one.From, one.Until, one.Revoked)).ShouldBe(keys.RootElement.GetProperty("keys").EnumerateArray().Select(one => (one.GetProperty("by").GetString()!, one.GetProperty("id").GetString()!, one.GetProperty("spki").GetString()!,
                (DateTimeOffset?)one.GetProperty("from").GetDateTimeOffset(), Time(one, "until"), Time(one, "revoked"))));
            static DateTimeOffset? Time(JsonElement key, string name) => key.GetProperty(name).ValueKind == JsonValueKind.Null ? null : key.GetProperty(name).GetDateTimeOffset();
            (await visitor.Follow(await visitor.Open("/bukti"), "kunci publik penghubung")).Text.ShouldSatisfyAllConditions(text => text.ShouldContain(key.GetProperty("id").GetString()!), text => text.ShouldContain("dipensiunkan"));
        }
        await hall.App.Edited<BusContract>(id, "bus-contracts.changed", one => one.HeldAs = Classification.Secret);
        (await Published()).ShouldBe(["hub:palembang.go.id/simpul", "gateway:gerbang.example"]);
        (await visitor.Open("/bukti/daftar-kunci")).Text.ShouldNotContain("member:");
        (await (await hall.As(hall.Ict)).Client.GetStringAsync(new Uri("/kerja/penghubung/kunci.json", UriKind.Relative))).ShouldContain("member:dukcapil");

        async Task<IReadOnlyList<string?>> Published()
        {
            using var keys = JsonDocument.Parse(await visitor.Client.GetStringAsync(new Uri("/bukti/kunci", UriKind.Relative)));
            keys.RootElement.GetProperty("format").GetString().ShouldBe("simpul-keys/1");
            return [.. keys.RootElement.GetProperty("keys").EnumerateArray().Select(one => one.GetProperty("by").GetString())];
        }
    }
}
