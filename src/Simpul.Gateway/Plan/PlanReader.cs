using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Snapshots;
using Simpul.Gateway.Calls;
using Simpul.Gateway.Upstreams;

namespace Simpul.Gateway.Plan;

/// <summary>Makes a plan of a snapshot, or says why not: whatever is wrong in it, none of it is taken.</summary>
/// <param name="descriptions">Folder of the OpenAPI documents.</param>
/// <param name="own">The gateway's own key, which its tokens are signed with.</param>
sealed class PlanReader(string descriptions, UsageBook usages, UpstreamBook upstreams, PartyKey own)
{
    readonly ConcurrentDictionary<string, ApiDescription> compiled = new(StringComparer.Ordinal);

    // By the SHA-256 of their bytes in the file: of thousands, one has changed.
    ConcurrentDictionary<string, Contract> parsed = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">What is wrong.</exception>
    internal CallPlan Read(Snapshot snapshot, CallPlan? before)
    {
        SnapshotShape.Check(snapshot);
        var hubKeys = snapshot.HubKeys.Select(key => key.Open()).ToList();
        var blocks = snapshot.Blocks.GroupBy(block => (block.Kind, block.Id)).ToDictionary(group => group.Key, group => group.First().Reason);
        string? Blocked(string kind, string id) => blocks.GetValueOrDefault((kind, id));

        var members = Unique(snapshot.Members, member => member.Code, "member").ToFrozenDictionary(member => member.Code, member => Member(member, Blocked("member", member.Code)));
        var certificates = new Dictionary<string, (PlanMember, Certificate)>(StringComparer.Ordinal);
        foreach (var member in members.Values)
            foreach (var certificate in member.Member.Certificates)
                if (!certificates.TryAdd(certificate.Sha256, (member, certificate))) throw new FormatException($"The certificate {certificate.Sha256} belongs to two members.");

        Parallel.ForEach(snapshot.Services.Select(service => service.Description).Distinct(), description => Description(description));
        var services = Unique(snapshot.Services, service => $"{service.Code}/{service.Version}", "service").ToFrozenDictionary(service => $"{service.Code}/{service.Version}",
            service => Service(service, members, Blocked("service", service.Code) ?? Blocked("service", $"{service.Code}/{service.Version}")));

        var sameKeys = before is not null && before.Snapshot.HubKeys.SequenceEqual(snapshot.HubKeys, KeyComparer.Instance);
        var contracts = new ConcurrentDictionary<string, PlanContract>(StringComparer.Ordinal);
        var nowParsed = new ConcurrentDictionary<string, Contract>(StringComparer.Ordinal);
        var problems = new ConcurrentQueue<FormatException>();
        Parallel.ForEach(snapshot.Contracts, signed =>
        {
            try
            {
                var contract = Contract(signed, Parsed(signed.Contract, nowParsed), snapshot, members, services, hubKeys, sameKeys ? before : null, id => Blocked("contract", id));
                if (!contracts.TryAdd(contract.Contract.Id, contract)) throw new FormatException($"The contract {contract.Contract.Id} is in the snapshot twice.");
            }
            catch (FormatException e)
            {
                problems.Enqueue(e);
            }
        });
        if (problems.TryDequeue(out var problem)) throw problem;
        foreach (var contract in contracts.Values)
            if (contract.Contract.Replaces is { } replaced && contracts.GetValueOrDefault(replaced) is { } former && former.Consumer == contract.Consumer && former.Service.Provider == contract.Service.Provider) contract.Former = former;
        var ofServices = contracts.Values.ToLookup(contract => contract.Service);
        foreach (var service in services.Values)
            service.Contracts = ofServices[service].GroupBy(contract => contract.Consumer.Code)
                .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(contract => contract.Contract.Valid.From).ToArray());
        var plan = new CallPlan
        {
            Snapshot = snapshot,
            Members = members,
            Certificates = certificates.ToFrozenDictionary(),
            Services = services,
            Contracts = contracts.ToFrozenDictionary(),
            ApiKeys = Unique(snapshot.ApiKeys, key => key.Prefix, "API key").ToFrozenDictionary(key => key.Prefix, key => Key(key, contracts)),
            Nodes = snapshot.Nodes.Select(node => new SnapshotKey(PartyKey.Thumbprint(Convert.FromBase64String(node.Spki)), node.Spki).Open()).Append(own).DistinctBy(key => key.Id).ToFrozenDictionary(key => key.Id),
            HubKeys = hubKeys,
        };
        Forget(snapshot);
        parsed = nowParsed;
        return plan;
    }

    Contract Parsed(JsonElement json, ConcurrentDictionary<string, Contract> now)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(JsonMarshal.GetRawUtf8Value(json)));
        return now[name] = parsed.TryGetValue(name, out var known) ? known : Bus.Contracts.Contract.Parse(json);
    }

    static PlanMember Member(Member member, string? blocked)
    {
        return new(member, [.. member.Keys.Select(key => (key.Open(), key.Use ?? []))], blocked ?? (member.State == "active" ? null : "keanggotaannya ditangguhkan"));
    }

    PlanService Service(Service service, FrozenDictionary<string, PlanMember> members, string? blocked)
    {
        if (!members.TryGetValue(service.Provider, out var provider)) throw new FormatException($"The provider of {service.Code} is no member.");
        return new(service, provider, Description(service.Description), upstreams.Of(service), service.Policy ?? new ServicePolicy(), blocked);
    }

    ApiDescription Description(string sha256) => compiled.GetOrAdd(sha256, hash =>
    {
        var file = Path.Combine(descriptions, hash + ".json");
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower) || !File.Exists(file)) throw new FormatException($"The description {hash} is not in {descriptions}.");
        var bytes = File.ReadAllBytes(file);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash) throw new FormatException($"The description {hash} is not the document of that hash.");
        return ApiDescription.Parse(bytes);
    });

    PlanContract Contract(SignedContract signed, Contract contract, Snapshot snapshot, FrozenDictionary<string, PlanMember> members, FrozenDictionary<string, PlanService> services,
        List<PartyKey> hubKeys, CallPlan? before, Func<string, string?> blocked)
    {
        FormatException Wrong(string why) => new($"Contract {contract.Id}: {why}");
        if (contract.Hub != snapshot.Hub) throw Wrong("it is of another hub.");
        if (!members.TryGetValue(contract.Consumer.Member, out var consumer) || !members.TryGetValue(contract.Provider.Member, out var provider)) throw Wrong("a party is no member.");
        if (!services.TryGetValue($"{contract.Service.Code}/{contract.Service.Version}", out var service) || service.Provider != provider) throw Wrong("its provider has no such service.");
        if (service.Service.Description != contract.Service.Description) throw Wrong("the service is described by another document than the one that was signed.");

        var known = before?.Contracts.GetValueOrDefault(contract.Id);
        var same = known is not null && known.Statements.Select(one => one.Jws).SequenceEqual(signed.Statements)
            && known.Consumer.Member.Keys.SequenceEqual(consumer.Member.Keys, KeyComparer.Instance) && known.Service.Provider.Member.Keys.SequenceEqual(provider.Member.Keys, KeyComparer.Instance);
        var statements = same ? known!.Statements : Statements(contract, signed, consumer, provider, hubKeys);
        // One that was ended lets nothing through, and its receipts are asked for years later.
        if (Level(service.Service.Classification) > Level(contract.Classification) && !statements.Any(one => one.IsEnd))
            throw Wrong("the service's classification is above the contract's ceiling.");
        var operations = same && known!.Service.Description == service.Description ? known.Operations : contract.Operations.ToFrozenDictionary(id => id, id =>
            (service.Description.ById(id) ?? throw Wrong($"the service has no operation {id}.")).Fields(contract.Fields[id]));
        return new(contract, statements, consumer, service, operations, usages.Of(contract.Id), Ended(contract, statements, blocked(contract.Id)));
    }

    static List<ContractStatement> Statements(Contract contract, SignedContract signed, PlanMember consumer, PlanMember provider, List<PartyKey> hubKeys)
    {
        var statements = signed.Statements.Select(ContractStatement.Read).ToList();
        foreach (var statement in statements)
        {
            var keys = statement.By == contract.Consumer.Member ? consumer.KeysFor(KeyUse.Contract) : statement.By == contract.Provider.Member ? provider.KeysFor(KeyUse.Contract)
                : statement.By == contract.Hub ? hubKeys : [];
            if (statement.Contract != contract.Id || !statement.IsSignedBy(keys)) throw new FormatException($"Contract {contract.Id}: the statement of {statement.By} is not signed by a key of it.");
        }
        bool Said(StatementKind kind, string by) => statements.Exists(one => one.Kind == kind && one.By == by);
        if (!Said(StatementKind.Accept, contract.Consumer.Member) || !Said(StatementKind.Accept, contract.Provider.Member)) throw new FormatException($"Contract {contract.Id}: not both parties have signed.");
        if (!Said(StatementKind.Clear, contract.Hub)) throw new FormatException($"Contract {contract.Id}: the hub has not cleared it.");
        return statements;
    }

    static Refusal? Ended(Contract contract, IReadOnlyList<ContractStatement> statements, string? blocked)
    {
        if (statements.FirstOrDefault(one => one.IsEnd) is { } end) return Refusals.ContractRevoked(contract, end);
        return blocked is null ? null : Refusals.Switched("kontrak ini", blocked);
    }

    static PlanApiKey Key(ApiKey key, ConcurrentDictionary<string, PlanContract> contracts)
    {
        if (!contracts.TryGetValue(key.Contract, out var contract)) throw new FormatException($"The API key {key.Prefix} is for a contract that is not there.");
        if (contract.Service.Service.Classification != "public" || contract.NeedsCertificate || contract.NeedsSignature) throw new FormatException($"The API key {key.Prefix} is for a service that is not open.");
        return new(Convert.FromHexString(key.Sha256), contract, key.Until, [.. (key.Networks ?? []).Select(network =>
            System.Net.IPNetwork.TryParse(network, out var parsed) ? parsed : throw new FormatException($"The API key {key.Prefix} names a network {network} that is none."))]);
    }

    // What nothing names any more goes, so that years of descriptions do not pile up.
    void Forget(Snapshot snapshot)
    {
        var named = snapshot.Services.Select(service => service.Description).ToHashSet();
        foreach (var hash in compiled.Keys.Where(hash => !named.Contains(hash))) compiled.TryRemove(hash, out _);
        upstreams.Forget(snapshot);
    }

    static IReadOnlyList<T> Unique<T>(IReadOnlyList<T> list, Func<T, string> key, string what) =>
        list.GroupBy(key).FirstOrDefault(group => group.Count() > 1) is { } twice ? throw new FormatException($"The {what} {twice.Key} is in the snapshot twice.") : list;

    static int Level(string classification) => classification switch
    {
        "public" => 0,
        "restricted" => 1,
        "secret" => 2,
        _ => throw new FormatException($"There is no classification {classification}."),
    };

    sealed class KeyComparer : IEqualityComparer<SnapshotKey>
    {
        internal static readonly KeyComparer Instance = new();

        public bool Equals(SnapshotKey? x, SnapshotKey? y) => x!.Id == y!.Id && x.Spki == y.Spki && x.From == y.From && x.Until == y.Until && (x.Use ?? []).SequenceEqual(y.Use ?? []);

        public int GetHashCode(SnapshotKey obj) => obj.Id.GetHashCode(StringComparison.Ordinal);
    }
}
