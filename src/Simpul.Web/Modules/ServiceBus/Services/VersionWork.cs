using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Descriptions;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Services;

/// <summary>What a version is to be: the form's own words, checked here.</summary>
/// <param name="Document">Bytes that were uploaded; null where an address says where they are, or where the document stays.</param>
/// <param name="Upstreams">An address a line, with SHA-256 pins behind it.</param>
/// <param name="IsReadAgain">Whether the document is read again though its address is the same.</param>
internal sealed record VersionDraft(string? Label, ServiceEnvironment Environment, byte[]? Document, string? SourceUrl, string? Upstreams, string? Changes, bool ValidateRequests, bool ValidateResponses,
    int Timeout, int MaxRequestMegabytes, int MaxResponseMegabytes, bool IdempotencyKeys, bool IsReadAgain = false);

/// <summary>Makes versions of services and what they say: each in one save with its event. Whoever calls has asked whether the actor may. <see cref="VersionPublication"/> publishes them.</summary>
internal sealed class VersionWork(PlatformDb db, ProviderClient provider, TimeProvider clock, IServiceProvider services)
{
    public const int MostUpstreams = 8;

    /// <summary>Names that nearly always say something about a person. A suggestion, which whoever classifies confirms.</summary>
    private static readonly string[] personal = ["nik", "nama", "name", "alamat", "address", "lahir", "birth", "telepon", "phone", "hp", "email", "surel", "npwp", "nip", "agama", "religion", "gender", "kelamin", "foto", "rekening", "ibu", "ayah", "keluarga", "kk"];

    public async Task<Outcome<BusServiceVersion>> Add(BusService service, VersionDraft draft, CancellationToken cancel)
    {
        var item = new BusServiceVersion { ServiceId = service.Id, AgencyId = service.AgencyId, HeldAs = service.Classification };
        var refusals = new List<Refusal>();
        if (!BusCode.Is(draft.Label))
        {
            refusals.Add(Refusal.At("Label", "Isi nama versi, misalnya v1 atau v1-uji: huruf kecil, angka, titik, dan tanda hubung."));
        }
        else if (await db.Set<BusServiceVersion>().AnyAsync(one => one.ServiceId == service.Id && one.Label == draft.Label, cancel))
        {
            refusals.Add(Refusal.At("Label", "Versi dengan nama ini sudah ada pada layanan ini. Dokumen baru mendapat nama versi baru."));
        }
        item.Label = draft.Label ?? "";
        item.Environment = draft.Environment;
        refusals.AddRange(await Fill(item, service, draft, mustRead: true, cancel));
        if (refusals.Count > 0)
        {
            return refusals;
        }
        db.Add(item);
        await Keep(services, item, isNew: true, null, cancel);
        await db.SaveChangesAsync(cancel);
        return item;
    }

    public async Task<Outcome> Change(BusServiceVersion item, BusService service, VersionDraft draft, CancellationToken cancel)
    {
        if (item.State is not (ServiceVersionState.Draft or ServiceVersionState.Proposed))
        {
            return Refusal.Whole("Versi yang sudah terbit tidak berubah. Buat versi baru.");
        }
        var refusals = await Fill(item, service, draft, mustRead: false, cancel);
        if (refusals.Count > 0)
        {
            return refusals;
        }
        // What was proposed is what was seen.
        (item.State, item.ProposedBy) = (ServiceVersionState.Draft, null);
        await Keep(services, item, isNew: false, null, cancel);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    private async Task<List<Refusal>> Fill(BusServiceVersion item, BusService service, VersionDraft draft, bool mustRead, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        if (draft.Timeout is < 1 or > 300)
        {
            refusals.Add(Refusal.At("Timeout", "Isi antara 1 dan 300 detik."));
        }
        if (draft.MaxRequestMegabytes is < 1 or > 1024)
        {
            refusals.Add(Refusal.At("MaxRequestMegabytes", "Isi antara 1 dan 1.024 MB."));
        }
        if (draft.MaxResponseMegabytes is < 1 or > 10_240)
        {
            refusals.Add(Refusal.At("MaxResponseMegabytes", "Isi antara 1 dan 10.240 MB."));
        }
        var upstreams = Upstreams(draft.Upstreams, refusals);
        var content = draft.Document;
        if (content is null && !string.IsNullOrWhiteSpace(draft.SourceUrl) && (mustRead || draft.IsReadAgain || draft.SourceUrl.Trim() != item.SourceUrl))
        {
            var read = await provider.Read(draft.SourceUrl, "SourceUrl", cancel);
            refusals.AddRange(read.Refusals);
            content = read.Succeeded ? read.Value : null;
        }
        else if (content is null && mustRead)
        {
            refusals.Add(Refusal.At("Document", "Unggah dokumen OpenAPI, atau isi alamatnya."));
        }
        if (content is not null)
        {
            var described = DescriptionReading.Read(content, draft.Document is null ? "SourceUrl" : "Document");
            refusals.AddRange(described.Refusals);
            if (described.Succeeded)
            {
                item.SourceUrl = draft.Document is null ? draft.SourceUrl!.Trim() : null;
                await Describe(item, service, described.Value, cancel);
            }
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        item.Changes = string.IsNullOrWhiteSpace(draft.Changes) ? null : draft.Changes.Trim();
        (item.ValidateRequests, item.ValidateResponses, item.IdempotencyKeys, item.Timeout) = (draft.ValidateRequests, draft.ValidateResponses, draft.IdempotencyKeys, draft.Timeout);
        (item.MaxRequestBytes, item.MaxResponseBytes) = (draft.MaxRequestMegabytes * 1024L * 1024, draft.MaxResponseMegabytes * 1024L * 1024);
        if (!item.Upstreams.OrderBy(one => one.Position).Select(one => (one.Url, string.Join(' ', one.Certificates))).SequenceEqual(upstreams.Select(one => (one.Url, string.Join(' ', one.Pins)))))
        {
            item.Upstreams.Clear();
            item.Upstreams.AddRange(upstreams.Select((one, at) => new ServiceUpstream { VersionId = item.Id, Position = at, Url = one.Url, Certificates = [.. one.Pins] }));
        }
        return refusals;
    }

    private static List<(string Url, IReadOnlyList<string> Pins)> Upstreams(string? text, List<Refusal> refusals)
    {
        var found = new List<(string, IReadOnlyList<string>)>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var pins = parts.Skip(1).Select(pin => pin.Replace("sha256:", "", StringComparison.OrdinalIgnoreCase).Replace(":", "", StringComparison.Ordinal).ToLowerInvariant()).ToList();
            if (ProviderClient.Address(parts[0]) is not { } uri || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            {
                refusals.Add(Refusal.At("Upstreams", $"“{(parts[0].Length > 60 ? parts[0][..60] + "…" : parts[0])}” bukan alamat penyedia. Isi misalnya https://api.dinas.go.id/v1."));
            }
            else if (pins.Count > ServiceUpstream.MostPins || pins.Any(pin => pin.Length != 64 || !pin.All(char.IsAsciiHexDigitLower)))
            {
                refusals.Add(Refusal.At("Upstreams", $"Sesudah alamat, tulis paling banyak {ServiceUpstream.MostPins} sidik jari SHA-256 sertifikat, masing-masing 64 angka heksadesimal."));
            }
            else
            {
                found.Add((uri.AbsoluteUri, pins));
            }
        }
        if (found.Count > MostUpstreams)
        {
            refusals.Add(Refusal.At("Upstreams", $"Paling banyak {MostUpstreams} alamat."));
        }
        if (found.Select(one => one.Item1).Distinct().Count() < found.Count)
        {
            refusals.Add(Refusal.At("Upstreams", "Setiap alamat ditulis sekali."));
        }
        return found;
    }

    /// <summary>Keeps the document and lists its data elements; what was classified before stays classified.</summary>
    private async Task Describe(BusServiceVersion item, BusService service, ReadDescription read, CancellationToken cancel)
    {
        if (item.DescriptionSha256 == read.Sha256)
        {
            return;
        }
        if (!await db.Set<DescriptionDocument>().AnyAsync(one => one.Sha256 == read.Sha256, cancel) && !db.Set<DescriptionDocument>().Local.Any(one => one.Sha256 == read.Sha256))
        {
            db.Add(new DescriptionDocument { Sha256 = read.Sha256, Content = read.Json, AddedAt = clock.GetUtcNow() });
        }
        item.DescriptionSha256 = read.Sha256;
        var before = item.Fields.GroupBy(field => (field.Operation, field.Element)).ToDictionary(group => group.Key, group => group.First());
        if (before.Count == 0 && await db.Set<BusServiceVersion>().AsNoTracking().Include(one => one.Fields).Where(one => one.ServiceId == service.Id && one.Id != item.Id).OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancel) is { } last)
        {
            before = last.Fields.GroupBy(field => (field.Operation, field.Element)).ToDictionary(group => group.Key, group => group.First());
        }
        item.Fields.Clear();
        foreach (var operation in read.Description.Operations)
        {
            var elements = operation.Elements();
            foreach (var element in elements.Count > 0 ? elements : [new DataElement("", "", 0, "", null)])
            {
                var known = before.GetValueOrDefault((operation.Id, element.At));
                item.Fields.Add(new ServiceField
                {
                    VersionId = item.Id, Position = item.Fields.Count, Operation = operation.Id, Element = element.At, Depth = element.Depth, Name = Cut(element.Name, 200)!, Type = Cut(element.Type, 60)!,
                    Meaning = Cut(element.Meaning, ServiceField.MeaningLength), Classification = known?.Classification ?? service.Classification, IsPersonal = known?.IsPersonal ?? IsPersonal(element.Name),
                });
            }
        }
    }

    /// <summary>Says how closely each element is held and whether it is about a person.</summary>
    public async Task<Outcome> Classify(BusServiceVersion item, IReadOnlyDictionary<Guid, Classification> levels, IReadOnlyCollection<Guid> aboutPersons, CancellationToken cancel)
    {
        if (item.State is not (ServiceVersionState.Draft or ServiceVersionState.Proposed))
        {
            return Refusal.Whole("Versi yang sudah terbit tidak berubah. Buat versi baru.");
        }
        foreach (var field in item.Fields.Where(field => levels.ContainsKey(field.Id)))
        {
            (field.Classification, field.IsPersonal) = (levels[field.Id], aboutPersons.Contains(field.Id));
        }
        (item.State, item.ProposedBy) = (ServiceVersionState.Draft, null);
        await Keep(services, item, isNew: false, null, cancel);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>SHA-256 over all that an examiner judges: the document, where it is answered, how each element is held, by which policy. The version has its parts loaded.</summary>
    public static string Fingerprint(BusServiceVersion item) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        item.DescriptionSha256,
        Upstreams = item.Upstreams.OrderBy(one => one.Position).Select(one => new { one.Url, one.Certificates }),
        Fields = item.Fields.OrderBy(one => one.Position).Select(one => new { one.Operation, one.Element, Level = one.Classification.Code(), one.IsPersonal }),
        item.ValidateRequests,
        item.ValidateResponses,
        item.Timeout,
        item.MaxRequestBytes,
        item.MaxResponseBytes,
        item.IdempotencyKeys,
    })));

    /// <summary>Keeps a version with the save at hand.</summary>
    internal static Task Keep(IServiceProvider services, BusServiceVersion item, bool isNew, string? reason, CancellationToken cancel)
    {
        if (!isNew)
        {
            // Elements and addresses are part of it: whoever has its form open must learn that it is another one now.
            services.GetRequiredService<PlatformDb>().Entry(item).Property(one => one.State).IsModified = true;
        }
        return services.RegisterOf<BusServiceVersion>().Keep(services, item, isNew, cancel, reason);
    }

    private static bool IsPersonal(string name) => name.Split('_', '-', '.').Append(name).Any(word => personal.Contains(word.ToLowerInvariant())) || personal.Any(word => word.Length > 4 && name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..(length - 1)] + "…";
}
