using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Simpul.Bus.Contracts;
using Simpul.Bus.Descriptions;
using Simpul.Web.Data;
using Simpul.Web.Modules.ServiceBus.Members;
using Simpul.Web.Modules.ServiceBus.Services;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.ServiceBus.Contracts;

/// <summary>Makes a contract on a version of a service by ticking its data elements.</summary>
[Permission(ServiceBusPermissions.Contracts), RequestFormLimits(ValueCountLimit = 10_000)]
public sealed class ComposeModel(PlatformDb db, Acting acting, Today today, IServiceProvider services) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "versi")]
    public Guid? Versi { get; set; }

    [BindProperty]
    public ComposeInput Input { get; set; } = new();

    public BusServiceVersion? Version { get; private set; }

    public BusService? Service { get; private set; }

    /// <summary>Versions to choose from.</summary>
    public IReadOnlyList<SelectListItem> Versions { get; private set; } = [];

    /// <summary>Members for whom the actor may make a contract.</summary>
    public IReadOnlyList<SelectListItem> Consumers { get; private set; } = [];

    /// <summary>Contracts with the same provider that this one may follow.</summary>
    public IReadOnlyList<SelectListItem> Former { get; private set; } = [];

    /// <summary>What each operation is for.</summary>
    public IReadOnlyDictionary<string, string?> Summaries { get; private set; } = new Dictionary<string, string?>();

    public async Task<IActionResult> OnGetAsync(string? mengganti, CancellationToken cancel)
    {
        if (!await Load(cancel))
        {
            return NotFound();
        }
        (Input.From, Input.Until) = (today.Date, today.Date.AddYears(1).AddDays(-1));
        Input.Classification = Service?.Classification ?? Classification.Restricted;
        if (Version is not null && Version.Fields.Any(field => field.IsPersonal))
        {
            Input.Requires = [Requirement.Purpose, Requirement.Officer];
        }
        if (Version is not null && mengganti is { Length: 64 } && await db.Set<BusContract>().AsNoTracking().SingleOrDefaultAsync(one => one.Hash == mengganti && one.ServiceVersionId == Version.Id, cancel) is { } former)
        {
            Input = ComposeInput.Of(former, Version, today.Date);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await Load(cancel) || Version is null)
        {
            return NotFound();
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        if (Input.Consumer is not { } id || await db.Set<BusMember>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } consumer || !Consumers.Any(one => one.Value == id.ToString()))
        {
            ModelState.AddModelError("Input.Consumer", "Pilih anggota yang akan memanggil layanan ini.");
            return Page();
        }
        var outcome = await services.GetRequiredService<ContractWork>().Make(consumer, Version, Input.Draft(), cancel);
        if (ModelState.Accepts(outcome.Refusals))
        {
            return this.Done($"{ContractRegister.Href}/{outcome.Value.Id}", "Kontrak tersusun. Kedua pihak kini dapat menandatanganinya.");
        }
        db.Forget();
        return Page();
    }

    private async Task<bool> Load(CancellationToken cancel)
    {
        var readable = acting.Actor.Readable();
        if (Versi is not { } id)
        {
            Versions = [.. (await db.Set<BusServiceVersion>().AsNoTracking().Where(one => one.State == ServiceVersionState.Published && readable.Contains(one.HeldAs)).Join(db.Set<BusService>(), one => one.ServiceId, service => service.Id, (one, service) => new { one.Id, one.Label, service.Title })
                .OrderBy(one => one.Title).ThenBy(one => one.Label).Take(ListQuery.MostChoices).ToListAsync(cancel)).Select(one => new SelectListItem($"{one.Title} {one.Label}", one.Id.ToString()))];
            return true;
        }
        if (await db.Set<BusServiceVersion>().AsNoTracking().Include(one => one.Fields.OrderBy(field => field.Position)).SingleOrDefaultAsync(one => one.Id == id && one.State == ServiceVersionState.Published && readable.Contains(one.HeldAs), cancel) is not { } version)
        {
            return false;
        }
        Version = version;
        Service = await db.Set<BusService>().AsNoTracking().SingleAsync(one => one.Id == version.ServiceId, cancel);
        var provider = Service.ProviderId;
        // A provider may draft for any consumer; a consumer's agency drafts for its own members.
        var all = acting.Actor.May(ServiceBusPermissions.Contracts, Service.AgencyId);
        var members = (await db.Set<BusMember>().AsNoTracking().Where(one => one.Id != provider && (one.State == MemberState.Active || one.State == MemberState.Trial)).OrderBy(one => one.Name).ToListAsync(cancel))
            .Where(one => all || acting.Actor.May(ServiceBusPermissions.Contracts, one.AgencyId)).Take(ListQuery.MostChoices).ToList();
        Consumers = [.. members.Select(one => new SelectListItem($"{one.Name} ({one.Code})", one.Id.ToString()))];
        var ids = members.Select(one => one.Id).ToList();
        Former = [.. (await db.Set<BusContract>().AsNoTracking().Where(one => one.ProviderId == provider && ids.Contains(one.ConsumerId) && one.State == ContractState.InForce && readable.Contains(one.HeldAs)).OrderByDescending(one => one.Id).Take(50).ToListAsync(cancel))
            .Select(one => new SelectListItem(string.Create(CultureInfo.InvariantCulture, $"{one.Purpose} ({one.Hash[..12]}, sampai {one.EndsOn:yyyy-MM-dd})"), one.Hash))];
        var document = await db.Set<DescriptionDocument>().AsNoTracking().SingleAsync(one => one.Sha256 == version.DescriptionSha256, cancel);
        Summaries = ApiDescription.Parse(document.Content).Operations.ToDictionary(one => one.Id, one => one.Summary);
        return true;
    }

    /// <summary>What the form asks.</summary>
    public sealed class ComposeInput
    {
        [Display(Name = "Pemanggil")]
        public Guid? Consumer { get; set; }

        public List<Guid> Ticked { get; set; } = [];

        public List<string> Whole { get; set; } = [];

        [Display(Name = "Kode tujuan"), StringLength(64)]
        public string? PurposeCode { get; set; }

        [Display(Name = "Tujuan"), StringLength(ContractDraft.PurposeLength)]
        public string? Purpose { get; set; }

        [Display(Name = "Dasar"), StringLength(8000)]
        public string? LegalBasis { get; set; }

        [Display(Name = "Data tentang siapa"), StringLength(200)]
        public string? DataSubjects { get; set; }

        [Display(Name = "Batas klasifikasi")]
        public Classification Classification { get; set; } = Classification.Restricted;

        [Display(Name = "Hari pertama")]
        public DateOnly? From { get; set; }

        [Display(Name = "Hari terakhir")]
        public DateOnly? Until { get; set; }

        [Display(Name = "Kuota")]
        public long? QuotaCalls { get; set; }

        [Display(Name = "Kuota dihitung")]
        public string QuotaPer { get; set; } = "day";

        [Display(Name = "Laju paling tinggi")]
        public int? RateCalls { get; set; }

        [Display(Name = "Dalam waktu")]
        public int? RateSeconds { get; set; }

        [Display(Name = "Setiap panggilan membawa")]
        public List<string> Requires { get; set; } = [];

        [Display(Name = "Melanjutkan kontrak"), StringLength(64)]
        public string? Replaces { get; set; }

        internal ContractDraft Draft() => new()
        {
            Ticked = Ticked.ToHashSet(), Whole = Whole, PurposeCode = PurposeCode?.Trim(), Purpose = Purpose, LegalBasis = LegalBasis, DataSubjects = DataSubjects, Classification = Classification, From = From, Until = Until,
            QuotaCalls = QuotaCalls, QuotaPer = QuotaPer == "month" ? "month" : "day", RateCalls = RateCalls, RateSeconds = RateSeconds, Requires = Requires, Replaces = string.IsNullOrEmpty(Replaces) ? null : Replaces,
        };

        /// <summary>What a contract that follows another starts from.</summary>
        internal static ComposeInput Of(BusContract former, BusServiceVersion version, DateOnly today)
        {
            var said = ContractWork.Read(former);
            var from = former.EndsOn >= today ? former.EndsOn.AddDays(1) : today;
            return new()
            {
                Consumer = former.ConsumerId,
                Ticked = [.. version.Fields.Where(field => said.Fields.TryGetValue(field.Operation, out var pointers) && pointers.Contains(field.Element)).Select(field => field.Id)],
                Whole = [.. said.Fields.Where(one => one.Value.Contains("") && version.Fields.Any(field => field.Operation == one.Key && field.Element.Length > 0)).Select(one => one.Key)],
                PurposeCode = said.Purpose.Code, Purpose = said.Purpose.Text, LegalBasis = string.Join('\n', said.LegalBasis.Select(basis => basis.Article is null ? basis.Title : $"{basis.Title} | {basis.Article}")),
                DataSubjects = said.DataSubjects, Classification = former.Classification, From = from, Until = from.AddYears(1).AddDays(-1), QuotaCalls = said.Quota?.Calls, QuotaPer = said.Quota?.Per ?? "day",
                RateCalls = said.Rate?.Calls, RateSeconds = said.Rate?.Seconds, Requires = [.. said.Requires], Replaces = former.Hash,
            };
        }
    }
}
