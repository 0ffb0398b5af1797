using Microsoft.EntityFrameworkCore;
using Simpul.Web.Data;
using Simpul.Web.Platform.Outcomes;
using Simpul.Web.Platform.Registers;
using Simpul.Web.Platform.Search;

namespace Simpul.Web.Modules.Organisation;

/// <summary>What is done with seats beyond their register.</summary>
internal static class Seats
{
    /// <summary>Ends a hold on a seat. One that ends on the day it began never was, and is withdrawn; the journal keeps it.</summary>
    /// <param name="vacantFrom">The first day on which the seat is not held.</param>
    public static async Task<Outcome> Release(IServiceProvider services, Guid holder, DateOnly vacantFrom, string reason, CancellationToken cancel)
    {
        var db = services.GetRequiredService<PlatformDb>();
        if (await db.Set<SeatHolder>().SingleOrDefaultAsync(item => item.Id == holder, cancel) is not { } held)
        {
            return Refusal.Whole("Pemegang kursi ini tidak ditemukan.");
        }
        if (vacantFrom > held.From)
        {
            held.Until = vacantFrom.AddDays(-1);
            return await new RegisterWork<SeatHolder>(SeatRegister.Declared, services).Keep([held], cancel, reason);
        }
        db.Remove(held);
        services.GetRequiredService<Platform.Journal.Journal>().Record("seat-holders.withdrawn", held, reason);
        await services.GetRequiredService<SearchIndex>().Remove("seat-holders", held.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }
}
