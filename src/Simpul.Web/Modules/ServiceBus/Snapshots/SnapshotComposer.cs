using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Bus.Snapshots;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Contracts;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Modules.ServiceBus.Trust;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Ui.Text;
using Agreement = Simpul.Bus.Contracts.Contract;

namespace Simpul.Web.Modules.ServiceBus.Snapshots;

/// <summary>What snapshots say, put together from the database.</summary>
/// <param name="Body">Without its number and its time.</param>
/// <param name="Content">SHA-256 of the body: the same for the same state of things.</param>
/// <param name="Problems">What was left out because the gateway would refuse the whole for it.</param>
internal sealed record ComposedSnapshot(Snapshot Body, string Content, IReadOnlyList<SnapshotProblem> Problems);

/// <summary>Something that is left out of snapshots.</summary>
/// <param name="Text">English, for the operator; it names the service or the contract.</param>
/// <param name="HeldAs">As what it names is held.</param>
internal sealed record SnapshotProblem(string Text, Classification HeldAs);

/// <summary>Contracts that were looked at before: verifying three signatures of each again takes longer than reading all of them.</summary>
internal sealed class CheckedContracts
{
    /// <summary>Verdicts, and descriptions, that are kept at most: more than a large instance has contracts.</summary>
    public const int Most = 20_000;

    /// <summary>A contract with its statements and keys, and what is wrong with it; null where nothing is.</summary>
    public ConcurrentDictionary<string, string?> Verdicts { get; } = new(StringComparer.Ordinal);

    /// <summary>Documents by their hash.</summary>
    public ConcurrentDictionary<string, ApiDescription> Descriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>Documents that a gateway cannot work by, by their hash, and why.</summary>
    public ConcurrentDictionary<string, string> Unusable { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Reads everything that a gateway must know. A gateway takes a snapshot whole or not at all, so what it would refuse is left out here and told of, and the rest goes on working.
/// </summary>
internal sealed class SnapshotComposer(PlatformDb db, HubTrust trust, CheckedContracts checkedContracts, IEnumerable<ISandboxAddress> sandbox, Zone zone, TimeProvider clock)
{
    /// <returns>Null while the bus has no member: then there is nothing to tell.</returns>
    public async Task<ComposedSnapshot?> Compose(CancellationToken cancel)
    {
        var members = await db.Set<BusMember>().AsNoTracking().OrderBy(one => one.Code).ToListAsync(cancel);
        if (members.Count == 0)
        {
            return null;
        }
        var problems = new List<SnapshotProblem>();
        var keys = (await db.Set<MemberKey>().AsNoTracking().OrderBy(one => one.From).ThenBy(one => one.Id).ToListAsync(cancel)).ToLookup(one => one.MemberId);
        var certificates = (await db.Set<MemberCertificate>().AsNoTracking().OrderBy(one => one.From).ThenBy(one => one.Id).ToListAsync(cancel)).ToLookup(one => one.MemberId);
        var codes = members.ToDictionary(one => one.Id, one => one.Code);
        var blocks = (await db.Set<BusBlock>().AsNoTracking().Where(one => one.EndedAt == null).OrderBy(one => one.Id).ToListAsync(cancel)).ConvertAll(one => new Block(one.Kind.ToString().ToLowerInvariant(), one.Target, one.Reason));
        blocks.AddRange(members.Where(one => one.State is MemberState.Suspended or MemberState.Ended && one.StateReason is not null).Select(one => new Block("member", one.Code, one.StateReason!)));
        var (services, known) = await Services(codes, blocks, problems, cancel);
        var hubKeys = await trust.Keys(cancel);
        List<Member> published = [.. members.Select(one => new Member(one.Code, one.Name, one.State is MemberState.Trial or MemberState.Active ? "active" : "suspended",
            [.. keys[one.Id].Select(key => new SnapshotKey(key.KeyId, key.Spki, key.Uses, key.From, key.EndsAt))],
            [.. certificates[one.Id].Where(certificate => certificate.RevokedAt is null).Select(certificate => new Certificate(certificate.Sha256, certificate.From, certificate.Until))], one.IsAuditor,
            one.Networks.Count == 0 ? null : [.. one.Networks.Select(BusCode.Range).Distinct(StringComparer.Ordinal)]))];
        var (contracts, live) = await Contracts(published, services, known, hubKeys, problems, cancel);
        var now = clock.GetUtcNow();
        var apiKeys = (await db.Set<BusApiKey>().AsNoTracking().Where(one => one.RevokedAt == null).OrderBy(one => one.Id).ToListAsync(cancel)).Where(one => one.IsLiveAt(now) && live.ContainsKey(one.ContractId))
            .Select(one => new ApiKey(one.Prefix, one.Sha256, live[one.ContractId], one.Until, [.. one.Networks.Select(BusCode.Range)])).ToList();
        var body = new Snapshot
        {
            Format = Snapshot.CurrentFormat,
            Hub = trust.Name,
            Epoch = 0,
            Issued = default,
            UtcOffset = (int)zone.Local(now).Offset.TotalMinutes,
            HubKeys = hubKeys,
            Members = published,
            Services = services,
            Contracts = contracts,
            ApiKeys = apiKeys,
            Blocks = [.. blocks.DistinctBy(one => (one.Kind, one.Id))],
            Nodes = await db.Set<BusGateway>().AsNoTracking().Where(one => one.RetiredAt == null).OrderBy(one => one.Id).Select(one => new Node(one.Origin, one.Spki)).ToListAsync(cancel),
        };
        return new(body, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body))), problems);
    }

    private async Task<(List<Service> Services, Dictionary<Guid, Service> ById)> Services(Dictionary<Guid, string> members, List<Block> blocks, List<SnapshotProblem> problems, CancellationToken cancel)
    {
        var services = await db.Set<BusService>().AsNoTracking().ToDictionaryAsync(one => one.Id, cancel);
        var found = new Dictionary<Guid, Service>();
        ServiceVersionState[] unseen = [ServiceVersionState.Draft, ServiceVersionState.Proposed];
        foreach (var version in await db.Set<BusServiceVersion>().AsNoTracking().Include(one => one.Upstreams).Where(one => !unseen.Contains(one.State)).OrderBy(one => one.Id).ToListAsync(cancel))
        {
            var service = services[version.ServiceId];
            List<Upstream> upstreams = [.. version.Upstreams.OrderBy(one => one.Position).Select(one => new Upstream(one.Url, one.Certificates))];
            if (upstreams.Count == 0 && version.Environment == ServiceEnvironment.Sandbox && sandbox.FirstOrDefault() is { } answers)
            {
                upstreams.Add(new Upstream(answers.Of(service.Code, version.Label).ToString()));
            }
            if (upstreams.Count == 0)
            {
                problems.Add(new($"{service.Code}/{version.Label} has no address.", service.Classification));
                continue;
            }
            if (upstreams.Find(one => ProviderClient.Address(one.Url) is null) is { } uncallable)
            {
                problems.Add(new($"{service.Code}/{version.Label}: the address {uncallable.Url} cannot be called.", service.Classification));
                continue;
            }
            if (await Described(version.DescriptionSha256, cancel) is (null, var unusable))
            {
                problems.Add(new($"{service.Code}/{version.Label}: its description cannot be used: {unusable}", service.Classification));
                continue;
            }
            if (version.State == ServiceVersionState.Withdrawn)
            {
                blocks.Add(new("service", $"{service.Code}/{version.Label}", version.StateReason ?? "versi ini sudah ditarik"));
            }
            else if (version is { State: ServiceVersionState.Deprecated, SunsetOn: { } last } && last < zone.DayOf(clock.GetUtcNow()))
            {
                blocks.Add(new("service", $"{service.Code}/{version.Label}", $"versi ini menjawab sampai {Indonesian.Date(last)}"));
            }
            found[version.Id] = new Service(service.Code, version.Label, service.Title, members[service.ProviderId], service.Classification.Code(), version.Environment.Code(), version.DescriptionSha256, upstreams,
                new ServicePolicy(version.ValidateRequests, version.ValidateResponses, version.Timeout, version.MaxRequestBytes, version.MaxResponseBytes, version.IdempotencyKeys));
        }
        return ([.. found.Values], found);
    }

    /// <returns>Contracts, and the hashes of those on open services that an API key may be for.</returns>
    private async Task<(List<SignedContract> Contracts, Dictionary<Guid, string> Open)> Contracts(List<Member> members, List<Service> services, Dictionary<Guid, Service> byVersion, IReadOnlyList<SnapshotKey> hubKeys, List<SnapshotProblem> problems, CancellationToken cancel)
    {
        var parties = members.ToDictionary(one => one.Code);
        var (signed, open) = (new List<SignedContract>(), new Dictionary<Guid, string>());
        // Those that were never in force are nobody's business at the gateway.
        foreach (var item in await db.Set<BusContract>().AsNoTracking().Include(one => one.Statements).Where(one => one.State == ContractState.InForce || one.State == ContractState.Revoked).OrderBy(one => one.Id).ToListAsync(cancel))
        {
            var statements = item.Statements.OrderBy(row => row.RecordedAt).ThenBy(row => row.Id).Select(row => row.Jws).ToList();
            using var document = JsonDocument.Parse(item.Canonical);
            if (byVersion.GetValueOrDefault(item.ServiceVersionId) is not { } service)
            {
                problems.Add(new($"Contract {item.Hash}: its service is left out.", item.HeldAs));
                continue;
            }
            if (await Verdict(item, statements, service, parties, hubKeys, cancel) is { } problem)
            {
                problems.Add(new($"Contract {item.Hash}: {problem}", item.HeldAs));
                continue;
            }
            signed.Add(new(document.RootElement.Clone(), statements));
            if (service.Classification == Classification.Public.Code() && item.State == ContractState.InForce)
            {
                open[item.Id] = item.Hash;
            }
        }
        return (signed, open);
    }

    /// <summary>The document of a service as a gateway reads it; null where none can work by it, with why.</summary>
    private async Task<(ApiDescription? Description, string Problem)> Described(string sha256, CancellationToken cancel)
    {
        if (checkedContracts.Descriptions.TryGetValue(sha256, out var known))
        {
            return (known, "");
        }
        if (checkedContracts.Unusable.TryGetValue(sha256, out var why))
        {
            return (null, why);
        }
        var document = await db.Set<DescriptionDocument>().AsNoTracking().SingleOrDefaultAsync(one => one.Sha256 == sha256, cancel);
        if (document is null)
        {
            return (null, "it is not there.");
        }
        try
        {
            return (checkedContracts.Descriptions[sha256] = ApiDescription.Parse(document.Content), "");
        }
        catch (FormatException problem)
        {
            return (null, checkedContracts.Unusable[sha256] = problem.Message);
        }
    }

    private async Task<string?> Verdict(BusContract item, List<string> statements, Service service, Dictionary<string, Member> parties, IReadOnlyList<SnapshotKey> hubKeys, CancellationToken cancel)
    {
        var agreement = Agreement.Parse(System.Text.Encoding.UTF8.GetBytes(item.Canonical));
        if (!parties.TryGetValue(agreement.Consumer.Member, out var consumer) || !parties.TryGetValue(agreement.Provider.Member, out var provider))
        {
            return "a party is no member.";
        }
        var seen = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('|', [item.Hash, service.Classification, .. statements, .. consumer.Keys.Concat(provider.Keys).Concat(hubKeys).Select(key => $"{key.Id}{key.From:O}{key.Until:O}")]))));
        if (checkedContracts.Verdicts.Count > CheckedContracts.Most || checkedContracts.Descriptions.Count + checkedContracts.Unusable.Count > CheckedContracts.Most)
        {
            // Keys that were replaced leave verdicts that nobody asks for again.
            checkedContracts.Verdicts.Clear();
            checkedContracts.Descriptions.Clear();
            checkedContracts.Unusable.Clear();
        }
        if (checkedContracts.Verdicts.TryGetValue(seen, out var verdict))
        {
            return verdict;
        }
        var (description, unusable) = await Described(service.Description, cancel);
        if (description is null)
        {
            return $"the service's description cannot be used: {unusable}";
        }
        return checkedContracts.Verdicts[seen] = Check(agreement, statements, service, consumer, provider, hubKeys, description);
    }

    /// <summary>What the gateway asks of a contract.</summary>
    private string? Check(Agreement agreement, List<string> statements, Service service, Member consumer, Member provider, IReadOnlyList<SnapshotKey> hubKeys, ApiDescription description)
    {
        try
        {
            if (agreement.Hub != trust.Name || agreement.Service != new ServiceVersion(service.Code, service.Version, service.Description) || service.Provider != provider.Code)
            {
                return "it names another hub or another service.";
            }
            var said = statements.ConvertAll(ContractStatement.Read);
            // One that was ended lets nothing through; both sides still ask for the receipts of what it let through.
            if (Level(service.Classification) > Level(agreement.Classification) && !said.Exists(one => one.IsEnd))
            {
                return "the service's classification is above the contract's ceiling.";
            }
            static List<PartyKey> Contract(Member member) => [.. member.Keys.Where(key => key.Use?.Contains(KeyUse.Contract) == true).Select(key => key.Open())];
            foreach (var one in said)
            {
                var keys = one.By == consumer.Code ? Contract(consumer) : one.By == provider.Code ? Contract(provider) : one.By == trust.Name ? hubKeys.Select(key => key.Open()).ToList() : [];
                if (one.Contract != agreement.Id || !one.IsSignedBy(keys))
                {
                    return $"the statement of {one.By} is not signed by a key of it.";
                }
            }
            if (!said.Exists(one => one.Kind == StatementKind.Accept && one.By == consumer.Code) || !said.Exists(one => one.Kind == StatementKind.Accept && one.By == provider.Code) || !said.Exists(one => one.Kind == StatementKind.Clear && one.By == trust.Name))
            {
                return "it is not signed by both parties and the hub.";
            }
            foreach (var operation in agreement.Operations)
            {
                _ = (description.ById(operation) ?? throw new FormatException($"The service has no operation {operation}.")).Fields(agreement.Fields[operation]);
            }
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }

    private static int Level(string classification) => classification switch { "public" => 0, "restricted" => 1, _ => 2 };
}
