using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Agreement = Simpul.Bus.Contracts.Contract;
using SignedVersion = Simpul.Bus.Contracts.ServiceVersion;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>What the form of a contract asks: which elements are ticked, for what, until when.</summary>
internal sealed record ContractDraft
{
    public const int MostBases = 10;
    public const int PurposeLength = 400;
    public const int LongestYears = 5;

    /// <summary>Ids of the version's elements that were ticked.</summary>
    public IReadOnlyCollection<Guid> Ticked { get; init; } = [];

    /// <summary>Operations whose whole answer was ticked.</summary>
    public IReadOnlyCollection<string> Whole { get; init; } = [];

    public string? PurposeCode { get; init; }

    public string? Purpose { get; init; }

    /// <summary>One a line; an article behind a bar.</summary>
    public string? LegalBasis { get; init; }

    public string? DataSubjects { get; init; }

    public Classification Classification { get; init; } = Classification.Restricted;

    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Until { get; init; }

    public long? QuotaCalls { get; init; }

    public string QuotaPer { get; init; } = "day";

    public int? RateCalls { get; init; }

    public int? RateSeconds { get; init; }

    public IReadOnlyCollection<string> Requires { get; init; } = [];

    public string? Replaces { get; init; }

    /// <summary>The contract that it makes, sealed; or everything that is wrong, at the form's fields.</summary>
    public Outcome<Agreement> Make(string hub, BusMember consumer, BusMember provider, BusService service, BusServiceVersion version, ApiDescription description, DateOnly today, Zone zone)
    {
        var refusals = new List<Refusal>();
        var fields = Elements(version);
        if (fields.Count == 0)
        {
            refusals.Add(Refusal.At("Ticked", "Centang elemen data yang diperlukan, paling sedikit satu."));
        }
        var named = version.Fields.Where(field => fields.TryGetValue(field.Operation, out var pointers) && pointers.Any(pointer => IsUnder(field.Element, pointer))).ToList();
        if (named.Where(field => field.Classification > Classification).ToList() is { Count: > 0 } above)
        {
            refusals.Add(Refusal.At("Classification", $"Di atas batas klasifikasi ini: {string.Join(", ", above.Take(5).Select(field => field.Name.Length > 0 ? field.Name : field.Operation))}. Naikkan batasnya, atau hapus tandanya."));
        }
        if (service.Classification > Classification)
        {
            refusals.Add(Refusal.At("Classification", $"Layanan ini diklasifikasikan {service.Classification.Word().ToLowerInvariant()}; batas kontrak tidak boleh di bawahnya."));
        }
        var personal = named.Any(field => field.IsPersonal);
        if (personal && string.IsNullOrWhiteSpace(DataSubjects))
        {
            refusals.Add(Refusal.At("DataSubjects", "Kontrak ini memuat data pribadi. Sebut tentang siapa datanya, misalnya penduduk atau pegawai."));
        }
        if (personal && (!Requires.Contains(Requirement.Officer) || !Requires.Contains(Requirement.Purpose)))
        {
            refusals.Add(Refusal.At("Requires", "Kontrak ini memuat data pribadi. Wajibkan petugas yang meminta dan kode tujuan disebut pada setiap panggilan."));
        }
        if (consumer.Id == provider.Id)
        {
            refusals.Add(Refusal.At("Consumer", "Pemanggil dan penyedia harus dua anggota yang berbeda."));
        }
        if (!BusCode.Is(PurposeCode))
        {
            refusals.Add(Refusal.At("PurposeCode", "Isi kode tujuan, misalnya verifikasi-bantuan: huruf kecil, angka, dan tanda hubung."));
        }
        if (string.IsNullOrWhiteSpace(Purpose) || Purpose.Length > PurposeLength)
        {
            refusals.Add(Refusal.At("Purpose", $"Tulis untuk apa data ini diminta, paling banyak {PurposeLength} huruf."));
        }
        var bases = Bases();
        if (bases.Count is 0 or > MostBases)
        {
            refusals.Add(Refusal.At("LegalBasis", bases.Count == 0 ? "Sebut dasarnya, misalnya perjanjian kerja sama dan pasalnya." : $"Paling banyak {MostBases} dasar."));
        }
        if (From is not { } from || Until is not { } until || until < from)
        {
            refusals.Add(Refusal.At(From is null ? "From" : "Until", From is null ? "Isi hari pertama." : "Isi hari terakhir, tidak sebelum hari pertama."));
        }
        else if (until < today || until > today.AddYears(LongestYears))
        {
            refusals.Add(Refusal.At("Until", $"Hari terakhir sejak hari ini, paling lama {LongestYears} tahun ke depan."));
        }
        if (QuotaCalls is < 1)
        {
            refusals.Add(Refusal.At("QuotaCalls", "Isi paling sedikit 1, atau kosongkan."));
        }
        if (RateCalls is < 1 || (RateCalls is null) != (RateSeconds is null) || RateSeconds is < 1 or > 86_400)
        {
            refusals.Add(Refusal.At("RateCalls", "Isi keduanya, misalnya 50 panggilan dalam 1 detik, atau kosongkan keduanya."));
        }
        if (refusals.Count > 0)
        {
            return refusals;
        }
        try
        {
            var made = new Agreement
            {
                Format = Agreement.CurrentFormat,
                Hub = hub,
                Consumer = new(consumer.Code, consumer.Name),
                Provider = new(provider.Code, provider.Name),
                Service = new SignedVersion(service.Code, version.Label, version.DescriptionSha256),
                Operations = [.. fields.Keys.Order(StringComparer.Ordinal)],
                Purpose = new(PurposeCode!, Purpose!.Trim()),
                LegalBasis = bases,
                Fields = fields,
                DataSubjects = string.IsNullOrWhiteSpace(DataSubjects) ? null : DataSubjects.Trim(),
                Classification = Classification.Code(),
                Valid = new(zone.StartOf(From!.Value), zone.StartOf(Until!.Value.AddDays(1))),
                Quota = QuotaCalls is { } calls ? new(calls, QuotaPer) : null,
                Rate = RateCalls is { } rate ? new(rate, RateSeconds!.Value) : null,
                Requires = [.. Requirement.All.Where(Requires.Contains)],
                Replaces = Replaces,
            }.Sealed();
            // What the gateway would refuse is refused here.
            foreach (var operation in made.Operations)
            {
                _ = (description.ById(operation) ?? throw new FormatException($"The service has no operation {operation}.")).Fields(made.Fields[operation]);
            }
            return made;
        }
        catch (FormatException problem)
        {
            return Refusal.Whole($"Kontrak ini belum dapat disusun. Sampaikan keterangan ini kepada penyusun dokumen layanannya: “{problem.Message}”");
        }
    }

    /// <summary>For each operation the elements that come back: what stands under another that is ticked is not named again.</summary>
    private Dictionary<string, IReadOnlyList<string>> Elements(BusServiceVersion version)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var operation in version.Fields.OrderBy(field => field.Position).GroupBy(field => field.Operation))
        {
            if (Whole.Contains(operation.Key))
            {
                found[operation.Key] = [""];
                continue;
            }
            var ticked = operation.Where(field => Ticked.Contains(field.Id)).Select(field => field.Element).ToList();
            if (ticked.Count > 0)
            {
                found[operation.Key] = [.. ticked.Where(one => !ticked.Any(other => other != one && IsUnder(one, other)))];
            }
        }
        return found;
    }

    internal static bool IsUnder(string element, string above) => above.Length == 0 || element == above || element.StartsWith(above + "/", StringComparison.Ordinal);

    private List<LegalBasis> Bases() => [.. (LegalBasis ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries))
        .Where(parts => parts[0].Length > 0).Select(parts => new LegalBasis(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null))];
}
