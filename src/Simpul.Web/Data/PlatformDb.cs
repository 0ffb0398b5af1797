using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Journal;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Data;

/// <summary>
/// The one model of the platform. Modules map their own tables with <see cref="IEntityTypeConfiguration{T}"/> beside the entity;
/// <see cref="SqliteDb"/> and <see cref="PostgresDb"/> only say where it is kept. The portable subset that both must bear is
/// written down in docs/database.md.
/// </summary>
public abstract class PlatformDb(DbContextOptions options) : IdentityUserContext<Account, Guid>(options)
{
    private readonly List<PendingEvent> pending = [];
    private readonly Dictionary<object, Func<CancellationToken, Task<Refusal?>>> conditions = [];

    private JournalWriter? journal;

    private bool isOfRequest;
    private long? journalSize;

    /// <summary>Takes an event that the next save writes in its own transaction.</summary>
    internal void Append(PendingEvent item, JournalWriter writer)
    {
        pending.Add(item);
        journal = writer;
    }

    /// <summary>
    /// Makes the next save keep to a condition: it is asked in the save's own transaction, when no other save with an event can come between, and what it refuses is thrown as
    /// <see cref="OvertakenException"/>. For what one row's version cannot tell: a sum over several, a list that is closed.
    /// </summary>
    /// <param name="key">Of the condition: one that is held to already is not asked twice.</param>
    public void HoldTo(object key, Func<CancellationToken, Task<Refusal?>> condition) => conditions[key] = condition;

    /// <summary>Asks the conditions of the save at hand.</summary>
    internal async Task Hold(CancellationToken cancel)
    {
        foreach (var condition in conditions.Values)
        {
            if (await condition(cancel) is { } refusal)
            {
                throw new OvertakenException(refusal);
            }
        }
    }

    /// <summary>Drops what was tracked and every event that waits for a save: after a save that failed, or a try that was never to be saved.</summary>
    internal void Forget()
    {
        ChangeTracker.Clear();
        pending.Clear();
        conditions.Clear();
    }

    /// <summary>
    /// Said by a web request before it asks anything: it keeps the connection from one query to the next, where holding it costs nobody anything, and the journal's size.
    /// </summary>
    public Task BeginRequest(CancellationToken cancel)
    {
        isOfRequest = true;
        return StayOpen(cancel);
    }

    /// <summary>How many events there are; in a web request when it was first asked, or after the request's own last save.</summary>
    /// <param name="atLeast">How many others have seen: where the request has seen fewer, it asks anew.</param>
    public async Task<long> JournalSize(CancellationToken cancel, long atLeast = 0)
    {
        if (journalSize is { } known && known >= atLeast)
        {
            return known;
        }
        var size = await Set<JournalHead>().AsNoTracking().Select(head => head.Size).SingleAsync(cancel);
        KnowJournalSize(size);
        return size;
    }

    /// <summary>Takes the journal's size from a query that asked for it with something else.</summary>
    internal void KnowJournalSize(long size) => journalSize = isOfRequest ? size : null;

    /// <summary>Keeps the connection from one query to the next until the context is disposed of.</summary>
    protected virtual Task StayOpen(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Raw SQL that the two databases spell differently.</summary>
    public abstract Sql.Dialect Dialect { get; }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        journalSize = null;
        ChangeTracker.DetectChanges();
        Journalled.Require(ChangeTracker, pending);
        CountVersions();
        if (journal is not { } writer || pending.Count == 0)
        {
            return await Dialect.Write(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        }

        PendingEvent[] events = [.. pending];
        var rows = await Dialect.Write(() => writer.Save(this, events, () => base.SaveChangesAsync(false, cancellationToken), cancellationToken), cancellationToken);
        pending.Clear();
        conditions.Clear();
        if (acceptAllChangesOnSuccess)
        {
            ChangeTracker.AcceptAllChanges();
        }
        return rows;
    }

    /// <summary>Saves rows exactly as they are, with no event: for a restore, whose journal is among the rows.</summary>
    internal Task<int> SaveAsGiven(CancellationToken cancel) => Dialect.Write(() => base.SaveChangesAsync(true, cancel), cancel);

    /// <summary>Not offered: every save is asynchronous, so that the journal has one way in.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync.");

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // What Identity would keep and nothing here uses: rights come from offices, and OpenID subjects are a column.
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>();
        builder.ApplyConfigurationsFromAssembly(typeof(PlatformDb).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (typeof(IRecord).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IRecord.Version))!.IsConcurrencyToken = true;
            }
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order by DateTimeOffset; both databases can by a UTC DateTime.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        // SQLite has no exact decimals; whole sen are exact, ordered and summed on both databases.
        configurationBuilder.Properties<decimal>().HaveConversion<SenConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Sealed>().HaveConversion<SealedConverter>().HaveMaxLength(4000);
    }

    private void CountVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IRecord>())
        {
            if (entry.State == EntityState.Modified)
            {
                entry.Entity.Version++;
            }
        }
    }

    /// <summary>Column names that people who read the tables with SQL can type without quotes.</summary>
    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]))
            {
                if (i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                {
                    text.Append('_');
                }
                text.Append(char.ToLowerInvariant(name[i]));
            }
            else
            {
                text.Append(name[i]);
            }
        }
        return text.ToString();
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        moment => moment.UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc), TimeSpan.Zero));

    private sealed class SenConverter() : ValueConverter<decimal, long>(amount => (long)decimal.Round(amount * 100m), stored => stored / 100m);

    private sealed class SealedConverter() : ValueConverter<Sealed, string>(value => value.Cipher ?? "", stored => new Sealed(stored));
}
