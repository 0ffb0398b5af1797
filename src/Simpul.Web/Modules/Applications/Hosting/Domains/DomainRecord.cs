using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Applications.Hosting.Placements;
using Simpul.Web.Modules.Applications.Inventory;
using Simpul.Web.Modules.Applications.Lifecycle;
using Simpul.Web.Modules.Applications.Lifecycle.Cases;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Cases;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Applications.Hosting.Domains;

/// <summary>
/// A step that leaves a domain registers the name. The applicant says which name they want and who answers for its content; the registrar leaves it so or
/// sets another, and says where it leads.
/// </summary>
internal sealed class DomainRecord(PlatformDb db, IServiceProvider services, Today today) : IStepRecord
{
    public const string Word = "domain";

    private static readonly Dictionary<string, string> keys = new()
    {
        ["name"] = "domainSetName", ["contentOwner"] = "domainSetContentOwner", ["target"] = "domainSetTarget", ["type"] = "domainSetType", ["renewOn"] = "domainRenewOn",
    };

    private static readonly Func<IServiceProvider, IReadOnlyList<FieldChoice>> types = _ => [.. DnsData.Types.Select(item => new FieldChoice(item.Value.ToString(), item.Title))];

    public string Record => Word;

    public string? WithoutApplication(Procedure procedure) => "Aplikasi yang memakai nama ini. Kosongkan bila nama ini untuk situs perangkat daerah Anda.";

    public IReadOnlyList<CaseField> Asked(Procedure procedure) =>
    [
        new("domainName", "Nama yang diminta", FieldKind.Text) { MaxLength = DomainSyntax.MostLength, Help = "Selengkapnya, misalnya perizinan.contohkab.go.id." },
        new("domainPurpose", "Nama ini untuk", FieldKind.Choice) { Choices = _ => [.. DomainRegister.Purposes.Select(item => new FieldChoice(item.Value.ToString(), item.Title))] },
        new("domainContentOwner", "Penanggung jawab isi", FieldKind.Reference) { Refers = "people" },
        new("domainTarget", "Tempat situs atau aplikasi ini berada", FieldKind.Text) { Required = false, MaxLength = DnsData.MostLength, Help = "Alamat IP atau nama servernya. Kosongkan bila Anda tidak tahu; pengelola nama domain mengisinya." },
    ];

    public IReadOnlyList<CaseField> Fields(Procedure procedure, Step step) =>
    [
        new("domainSetName", "Nama yang ditetapkan", FieldKind.Text) { Required = false, MaxLength = DomainSyntax.MostLength, Help = "Kosongkan bila sama dengan yang diminta." },
        new("domainSetType", "Jenis rekaman yang ditetapkan", FieldKind.Choice) { Required = false, Choices = types, Help = "Kosongkan agar mengikuti tujuannya: alamat IP menjadi A atau AAAA, nama menjadi CNAME." },
        new("domainSetTarget", "Tujuan yang ditetapkan", FieldKind.Text) { Required = false, MaxLength = DnsData.MostLength, Help = "Kosongkan bila sama dengan yang diminta." },
        new("domainSetContentOwner", "Penanggung jawab isi yang ditetapkan", FieldKind.Reference) { Required = false, Refers = "people", Help = "Kosongkan bila sama dengan yang diminta." },
        new("domainRenewOn", "Perpanjang sebelum", FieldKind.Date) { Required = false, Help = "Hari terakhir. Kosongkan untuk setahun lagi." },
    ];

    /// <summary>A name that cannot be had is said at the field of who asks, not weeks later by the registrar.</summary>
    public async Task<IReadOnlyList<Refusal>> Opening(Case item, CaseData data, CancellationToken cancel)
    {
        var wanted = new DomainName { Name = data.Text("domainName") ?? "", AgencyId = item.AgencyId };
        wanted.Purpose = Enum.TryParse<DomainPurpose>(data.Text("domainPurpose"), out var purpose) ? purpose : DomainPurpose.Application;
        var (zone, faults) = await DomainRules.Named(services, wanted, cancel);
        var refusals = faults.Select(refusal => refusal with { Field = "domainName" }).ToList();
        if (await db.Set<DomainName>().AsNoTracking().SingleOrDefaultAsync(one => one.Name == wanted.Name, cancel) is { } there && Taken(there, item.AgencyId) is { } taken)
        {
            refusals.Add(Refusal.At("domainName", taken));
        }
        if (wanted.Purpose == DomainPurpose.Application && data.Id(ProposalFields.Application) is null)
        {
            refusals.Add(Refusal.At(ProposalFields.Application, "Pilih aplikasi yang memakai nama ini. Bila nama ini untuk situs perangkat daerah, pilih “Situs perangkat daerah” pada isian Nama ini untuk."));
        }
        if (zone is not null && data.Text("domainTarget") is { } target && DnsData.Fault(DnsData.TypeOf(target), target, wanted.Name, zone) is { } wrong)
        {
            refusals.Add(Refusal.At("domainTarget", wrong));
        }
        return refusals;
    }

    /// <summary>Why a name that is known cannot be given to this agency; null where it can.</summary>
    private static string? Taken(DomainName there, Guid? agency) => there.State switch
    {
        RequestState.Active when there.AgencyId == agency && agency is not null => "Nama ini sudah terdaftar bagi perangkat daerah Anda. Minta perpanjangan atau perubahannya dari halaman nama itu, di Hosting dan domain.",
        RequestState.Active => "Nama ini sudah terdaftar. Pilih nama lain.",
        RequestState.Requested when there.AgencyId != agency => "Nama ini sedang diminta perangkat daerah lain. Pilih nama lain, atau tunggu permintaan itu diputuskan.",
        _ => null,
    };

    public async Task<IReadOnlyList<Refusal>> Deciding(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        var item = await Made(turn, application, cancel);
        if (item.Name.Length == 0)
        {
            return [Refusal.At(keys["name"], "Isi nama yang ditetapkan: permohonan ini tidak menyebutnya.")];
        }
        var refusals = new List<Refusal>();
        if (Taken(item, application?.Item.AgencyId ?? turn.Item.AgencyId) is not null)
        {
            refusals.Add(Refusal.At(keys["name"], item.State == RequestState.Active ? "Nama ini sudah terdaftar. Tetapkan nama lain, atau kembalikan permohonan."
                : "Nama ini sedang diminta perangkat daerah lain. Putuskan permintaan itu lebih dahulu, tetapkan nama lain, atau kembalikan permohonan."));
        }
        Put(item, turn, application);
        refusals.AddRange((await DomainRules.Facts(services, item, cancel)).Select(refusal => refusal with { Field = keys.GetValueOrDefault(refusal.Field, "") }));
        if (item.RenewOn <= today.Date)
        {
            refusals.Add(Refusal.At(keys["renewOn"], "Isi hari sesudah hari ini."));
        }
        if (refusals.Count > 0 && db.Entry(item).State != EntityState.Detached)
        {
            await db.Entry(item).ReloadAsync(cancel);
        }
        return refusals;
    }

    public async Task Decided(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        var item = await Made(turn, application, cancel);
        var isNew = db.Entry(item).State == EntityState.Detached;
        Put(item, turn, application);
        if (isNew)
        {
            db.Add(item);
        }
        await services.RegisterOf<DomainName>().Keep(services, item, isNew, cancel);
    }

    /// <summary>The name's record: one that was requested, refused or ended before is the same name's.</summary>
    private async Task<DomainName> Made(CaseTurn turn, Application? application, CancellationToken cancel)
    {
        var name = DomainSyntax.Clean(turn.Data.Text("domainSetName") ?? turn.Data.Text("domainName") ?? "");
        return await db.Set<DomainName>().SingleOrDefaultAsync(one => one.Name == name, cancel)
            ?? new DomainName { Name = name, AgencyId = application?.Item.AgencyId ?? turn.Item.AgencyId };
    }

    private void Put(DomainName item, CaseTurn turn, Application? application)
    {
        item.Purpose = Enum.TryParse<DomainPurpose>(turn.Data.Text("domainPurpose"), out var purpose) ? purpose : application is null ? DomainPurpose.AgencySite : DomainPurpose.Application;
        item.AgencyId = application?.Item.AgencyId ?? turn.Item.AgencyId ?? item.AgencyId;
        item.ApplicationId = application?.Id;
        // Asked of what is stored: this runs before the decision and with it.
        var stored = db.Entry(item);
        if (stored.Property(one => one.State).OriginalValue != RequestState.Requested || stored.Property(one => one.AgencyId).OriginalValue != item.AgencyId)
        {
            DomainRules.Clear(stored);
        }
        item.ContentOwnerId = turn.Data.Id("domainSetContentOwner") ?? turn.Data.Id("domainContentOwner");
        item.Target = turn.Data.Text("domainSetTarget") ?? turn.Data.Text("domainTarget") ?? "";
        item.Type = Enum.TryParse<DnsType>(turn.Data.Text("domainSetType") ?? turn.Data.Text("domainType"), out var type) ? type : DnsData.TypeOf(item.Target);
        (item.State, item.EndedOn, item.EndReason, item.CaseNumber) = (RequestState.Active, null, null, turn.Item.Number);
        (item.RegisteredOn, item.RenewOn) = (today.Date, turn.Data.Date("domainRenewOn") ?? today.Date.AddYears(1));
    }
}
