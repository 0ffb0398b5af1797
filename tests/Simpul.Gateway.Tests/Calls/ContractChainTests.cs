using System.Net;
using System.Text.Json;
using Shouldly;
using Simpul.Bus.Contracts;
using Simpul.Gateway.Tests.Kit;
using Xunit;

namespace Simpul.Gateway.Tests.Calls;

/// <summary>Which contract a call is served by where one follows another.</summary>
public sealed class ContractChainTests
{
    const string Person = "/layanan/penduduk/v1/penduduk/1671012345678901";

    static readonly Dictionary<string, string> paths = new() { ["getPerson"] = Person, ["listPeople"] = "/layanan/penduduk/v1/penduduk" };

    [Fact]
    public async Task A_follow_up_that_overlaps_takes_over_without_a_call_being_refused_and_the_former_serves_where_it_is_revoked()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        var former = bus.Contracts[0].Contract;
        async Task<HttpResponseMessage> Call(string? contract = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Person);
            if (contract is not null) request.Headers.Add("Simpul-Contract", contract);
            return await client.SendAsync(request);
        }
        var next = bus.Agree(bus.Draft() with { Replaces = former.Id, Fields = new Dictionary<string, IReadOnlyList<string>>(bus.Draft().Fields) { ["getPerson"] = ["/properties/nik"] } });
        await bus.Reload();
        (await (await Call()).Content.ReadAsStringAsync()).ShouldBe("""{"nik":"1671012345678901"}""");
        bus.Records()[^1].GetProperty("contract").GetString().ShouldBe(next.Id);
        // Who names the former one gets what that one says.
        (await (await Call(former.Id)).Content.ReadAsStringAsync()).ShouldContain("Palembang");
        bus.Contracts[0].Statements.Add(bus.Owner.Says(former, StatementKind.Revoke, "sudah ada penerusnya"));
        await bus.Reload();
        (await Call()).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ended = await Call(former.Id);
        (await Instance.Code(ended)).ShouldBe("contract-revoked");
        using var problem = JsonDocument.Parse(await ended.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("successor").GetString().ShouldBe(next.Id);
        problem.RootElement.GetProperty("detail").GetString()!.ShouldContain(next.Id);
        (bus.Contracts[0], bus.Contracts[1]) = (bus.Contracts[0] with { Statements = bus.Contracts[0].Statements[..3] }, (next, [.. bus.Contracts[1].Statements, bus.Owner.Says(next, StatementKind.Revoke, "keliru")]));
        await bus.Reload();
        (await (await Call()).Content.ReadAsStringAsync()).ShouldContain("Palembang");
    }

    [Fact]
    public async Task Of_a_contract_and_those_that_follow_it_the_newest_in_force_that_covers_the_call_serves()
    {
        await using var bus = await Instance.Start();
        using var client = await bus.Client();
        var cases = int.TryParse(Environment.GetEnvironmentVariable("SIMPUL_CASES"), out var asked) ? asked : 15;
        var seen = new HashSet<string>();
        for (var seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            Forest(bus, random);
            await bus.Reload();
            var all = bus.Contracts.ConvertAll(one => one.Contract);
            for (var i = 0; i < 12; i++)
            {
                var operation = paths.Keys.ElementAt(random.Next(2));
                var named = random.Next(2) == 0 ? null : all[random.Next(all.Count)].Id;
                var purpose = new[] { null, "satu", "dua" }[random.Next(3)];
                using var request = new HttpRequestMessage(HttpMethod.Get, paths[operation]);
                if (named is not null) request.Headers.Add("Simpul-Contract", named);
                if (purpose is not null) request.Headers.Add("Simpul-Purpose", purpose);
                using var answer = await client.SendAsync(request);
                var why = $"seed {seed}, call {i}: {operation} named {named} for {purpose}\n{string.Join('\n', bus.Contracts.Select(one => $"{one.Contract.Id} after {one.Contract.Replaces} {string.Join('+', one.Contract.Operations)} {one.Contract.Purpose.Code} {one.Contract.Valid} {one.Statements.Count}"))}";

                var fit = all.Where(one => InForce(bus, one) && one.Operations.Contains(operation) && (purpose is null || one.Purpose.Code == purpose) && (named is null || one.Id == named)).ToList();
                var newest = Newest(fit, all);
                if (newest.Count == 1)
                {
                    answer.StatusCode.ShouldBe(HttpStatusCode.OK, why);
                    bus.Provider.Requests[^1].Headers["Simpul-Contract"].ShouldBe(newest[0].Id, why);
                    seen.Add(fit.Count > 1 ? "followed" : "served");
                    continue;
                }
                var code = await Instance.Code(answer);
                if (newest.Count > 1) code.ShouldBe("choose-contract", why);
                else code.ShouldNotBe("choose-contract", why);
                seen.Add(newest.Count > 1 ? "fork" : "refused");
                if (named is null || InForce(bus, all.Find(one => one.Id == named)!)) continue;
                var successors = Newest([.. all.Where(one => InForce(bus, one) && one.Operations.Contains(operation) && Before(one, all).Contains(named))], all);
                using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                problem.RootElement.TryGetProperty("successor", out var successor).ShouldBe(successors.Count > 0, why);
                if (successors.Count == 0) continue;
                successors.Select(one => one.Id).ShouldContain(successor.GetString()!, why);
                seen.Add("successor");
            }
        }
        if (cases >= 15) seen.Order().ShouldBe(["followed", "fork", "refused", "served", "successor"]);
    }

    static void Forest(Instance bus, Random random)
    {
        bus.Contracts.Clear();
        var count = random.Next(2, 7);
        for (var i = 0; i < count; i++)
        {
            var now = DateTimeOffset.UtcNow;
            List<string> operations = random.Next(3) == 0 ? [paths.Keys.ElementAt(random.Next(2))] : [.. paths.Keys];
            var contract = bus.Agree(bus.Draft() with
            {
                Operations = operations,
                Fields = operations.ToDictionary(one => one, _ => (IReadOnlyList<string>)[""]),
                Purpose = new(random.Next(3) == 0 ? "dua" : "satu", "Tujuan"),
                LegalBasis = [new($"Perjanjian {i}")],
                Valid = random.Next(5) switch { 0 => new(now.AddDays(-2), now.AddDays(-1)), 1 => new(now.AddDays(1), now.AddDays(2)), _ => new(now.AddDays(-random.Next(1, 9)), now.AddDays(5)) },
                Replaces = i > 0 && random.Next(4) > 0 ? bus.Contracts[random.Next(i)].Contract.Id : null,
            });
            if (random.Next(6) == 0) bus.Contracts[^1].Statements.Add(bus.Owner.Says(contract, StatementKind.Revoke, "berakhir"));
        }
    }

    static bool InForce(Instance bus, Contract contract) => contract.Valid.Covers(DateTimeOffset.UtcNow) && bus.Contracts.Find(one => one.Contract.Id == contract.Id).Statements.TrueForAll(one => one.Kind != StatementKind.Revoke);

    static List<Contract> Newest(List<Contract> some, List<Contract> all) => [.. some.Where(one => !some.Exists(other => Before(other, all).Contains(one.Id)))];

    static HashSet<string> Before(Contract contract, List<Contract> all)
    {
        var before = new HashSet<string>();
        for (var at = contract.Replaces; at is not null && before.Add(at); at = all.Find(one => one.Id == at)?.Replaces) { }
        return before;
    }
}
