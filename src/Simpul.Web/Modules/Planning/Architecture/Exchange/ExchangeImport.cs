using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Modules.Planning.Contract;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Registers;

namespace Simpul.Web.Modules.Planning.Architecture.Exchange;

/// <summary>What an import does, or would do.</summary>
/// <param name="Kept">Parts that Simpul does not know and keeps as they are.</param>
public sealed record ExchangeResult(int Added, int Changed, int Same, int RelationsAdded, int RelationsChanged, int RelationsSame, int Kept, IReadOnlyList<ExchangeFault> Faults)
{
    [JsonIgnore]
    public bool ChangesNothing => Added + Changed + RelationsAdded + RelationsChanged + Kept == 0;

    internal static ExchangeResult Refused(IReadOnlyList<ExchangeFault> faults) => new(0, 0, 0, 0, 0, 0, 0, faults);
}

/// <summary>
/// Takes an exchange file in: elements and relations that Simpul knows become records, everything else is kept as it stood. One save with the
/// journal, or none. What is in the database and not in the file stays.
/// </summary>
internal sealed class ExchangeImport(IServiceProvider services, PlatformDb db, ReferenceTree tree, IOrganisation organisation, Today today, Acting acting)
{
    private const int Chunk = 500;

    /// <param name="progress">Told while saving how many items and relations are ready, and how many there are.</param>
    public async Task<ExchangeResult> Run(Stream stream, bool save, CancellationToken cancel, Func<int, int, Task>? progress = null)
    {
        if (!acting.Actor.MayEverywhere(PlanningPermissions.Architecture))
        {
            return ExchangeResult.Refused([new ExchangeFault(0, "Impor model mengubah butir semua perangkat daerah. Minta pengelola SPBE untuk melakukannya, atau impor lembar Excel untuk butir perangkat daerah Anda.")]);
        }
        var (file, faults) = await ExchangeFile.Read(stream, cancel);
        if (file is null)
        {
            return ExchangeResult.Refused(faults);
        }
        var stored = await ExchangeStore.Read(db, organisation, today.Date, cancel);
        var records = new ExchangeRecords(file, stored, tree);
        records.Take();
        if (records.Faults.Count == 0)
        {
            stored.Keep(file, records);
        }
        if (records.Faults.Count > 0)
        {
            db.Forget();
            return ExchangeResult.Refused(records.Faults);
        }
        var items = records.Items.Select(item => (Record: item, IsNew: stored.Track(db, item))).Where(item => item.IsNew || db.Entry(item.Record).State == EntityState.Modified).ToList();
        var against = await Against([.. items.Where(item => !item.IsNew).Select(item => item.Record)], cancel);
        if (against.Count > 0)
        {
            db.Forget();
            return ExchangeResult.Refused(against);
        }
        var relations = records.Relations.Select(relation => (Record: relation, IsNew: stored.Track(db, relation))).Where(relation => relation.IsNew || db.Entry(relation.Record).State == EntityState.Modified).ToList();
        var kept = stored.Store(db);
        var result = new ExchangeResult(
            items.Count(item => item.IsNew), items.Count(item => !item.IsNew), records.Items.Count - items.Count,
            relations.Count(relation => relation.IsNew), relations.Count(relation => !relation.IsNew), records.Relations.Count - relations.Count, kept, []);
        if (!save || result.ChangesNothing)
        {
            db.Forget();
            return result;
        }
        var total = items.Count + relations.Count;
        await Prepare(items, 0, total, progress, cancel);
        await Prepare(relations, items.Count, total, progress, cancel);
        services.GetRequiredService<Journal>().Note("architecture-exchange.imported", "architecture-exchange", Guid.CreateVersion7(), details: new JsonObject
        {
            ["added"] = result.Added, ["changed"] = result.Changed, ["relationsAdded"] = result.RelationsAdded, ["relationsChanged"] = result.RelationsChanged, ["kept"] = result.Kept,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Root.ToString(SaveOptions.DisableFormatting)))),
        });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || db.Dialect.IsDuplicate(failure))
        {
            db.Forget();
            return ExchangeResult.Refused([new ExchangeFault(0, "Arsitektur diubah orang lain selama impor. Tidak ada yang tersimpan; impor lagi berkasnya.")]);
        }
        return result;
    }

    /// <summary>What the modules that complete the items have against their change.</summary>
    private async Task<List<ExchangeFault>> Against(IReadOnlyList<ArchitectureItem> changed, CancellationToken cancel)
    {
        var (faults, architecture) = (new List<ExchangeFault>(), services.GetRequiredService<ArchitectureItems>());
        foreach (var item in changed)
        {
            faults.AddRange((await architecture.Against(item, cancel)).Select(refusal => new ExchangeFault(0, $"“{item.Name}”: {refusal.Message}")));
        }
        return faults;
    }

    private async Task Prepare<T>(List<(T Record, bool IsNew)> records, int before, int total, Func<int, int, Task>? progress, CancellationToken cancel)
        where T : class, IRecord, new()
    {
        var register = services.RegisterOf<T>();
        var keeping = new RegisterKeeping<T>(register, services, new RegisterViews<T>(register, services));
        foreach (var chunk in records.Chunk(Chunk))
        {
            await keeping.Prepare(chunk, "Impor berkas pertukaran ArchiMate", cancel);
            before += chunk.Length;
            if (progress is not null)
            {
                await progress(before, total);
            }
        }
    }
}
