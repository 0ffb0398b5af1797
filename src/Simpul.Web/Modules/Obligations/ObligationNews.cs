using Simpul.Web.Data;
using Simpul.Web.Platform.Calendar;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Notices;
using Simpul.Web.Platform.Profile;
using Simpul.Web.Platform.Ui;
using Simpul.Web.Platform.Ui.Text;

namespace Simpul.Web.Modules.Obligations;

/// <summary>One thing that an office is told in the morning.</summary>
public sealed record NewsItem(Recipient Recipient, string Title, string Href);

/// <summary>
/// Tells offices each morning which of their obligations became late or fall due, and on Mondays how many are open. The notices go out in the
/// platform's one letter a day; a day that brings nothing tells nothing, so that a notice means something.
/// </summary>
public static class ObligationNews
{
    /// <summary>How many days before it falls due an obligation is mentioned.</summary>
    private static readonly int[] announced = [30, 7, 1, 0];

    /// <summary>More than this many for one office become one notice.</summary>
    private const int MostSingly = 3;

    /// <summary>Before the letters go out.</summary>
    internal static readonly ScheduledJob Job = new("obligations.news", "Memberi tahu jabatan tentang tenggat kewajibannya", "0 45 5 * * ?", Run);

    private static async Task<string> Run(IServiceProvider services, CancellationToken cancel)
    {
        if (!await services.GetRequiredService<CurrentRegulation>().Refresh(services.GetRequiredService<PlatformDb>(), cancel))
        {
            return "Instansi belum disiapkan.";
        }
        var view = await services.GetRequiredService<Board>().On(services.GetRequiredService<Today>().Date, cancel);
        var notices = services.GetRequiredService<NoticeBoard>();
        var news = Of(view);
        foreach (var item in news)
        {
            notices.Tell(item.Recipient, "obligations.due", item.Title, item.Href);
        }
        await services.GetRequiredService<PlatformDb>().SaveChangesAsync(cancel);
        return $"{Indonesian.Number(news.Count)} pemberitahuan dibuat.";
    }

    /// <summary>What each office is told on the day of the board.</summary>
    public static IReadOnlyList<NewsItem> Of(BoardView view)
    {
        var news = new List<NewsItem>();
        foreach (var office in view.Rows.Where(row => !row.OfEveryAgency).GroupBy(row => row.Actor.Key))
        {
            Tell(news, view.Date, Recipient.HoldersOf(office.Key), $"/kewajiban?{BoardFilter.OfficeParameter}={office.Key}", [.. office.Select(row => new Standing(row, row.Href, row.Status, row.Answer.Due, row.Answer.Since))]);
        }
        foreach (var office in view.Rows.Where(row => row.OfEveryAgency).GroupBy(row => row.Actor.Key))
        {
            foreach (var agency in view.Answering)
            {
                var own = from row in office
                          let answer = view.AnswerOf(row, agency.Id)
                          where answer is not null
                          select new Standing(row, $"{row.Href}?{BoardFilter.AgencyParameter}={agency.Id}", answer.Status, answer.Due, answer.Since);
                Tell(news, view.Date, Recipient.HoldersOf(office.Key, agency.Id), $"/kewajiban?{BoardFilter.AgencyParameter}={agency.Id}", [.. own]);
            }
        }
        return news;
    }

    private static void Tell(List<NewsItem> news, DateOnly date, Recipient recipient, string list, IReadOnlyList<Standing> rows)
    {
        List<Standing> fresh = [.. rows.Where(row => IsNews(row, date))];
        if (fresh.Count > MostSingly)
        {
            news.Add(new NewsItem(recipient, $"{fresh.Count} kewajiban jabatan Anda terlambat atau segera jatuh tempo", list));
        }
        else
        {
            news.AddRange(fresh.Select(row => new NewsItem(recipient, $"{row.Row.Words(row.Status)}{(row.Due is { } due ? $" ({Indonesian.ShortDate(due)})" : "")}: {row.Row.Obligation.Text}", row.Href)));
        }
        var open = rows.Count(row => row.Status is State.Overdue or State.Due or State.Missing);
        if (date.DayOfWeek == DayOfWeek.Monday && open > 0)
        {
            news.Add(new NewsItem(recipient, $"{open} kewajiban jabatan Anda masih terbuka", list));
        }
    }

    private static bool IsNews(Standing row, DateOnly date) =>
        (row.Status == State.Overdue && row.Since == date) || (row.Status == State.Due && row.Due is { } due && announced.Contains(due.DayNumber - date.DayNumber));

    private sealed record Standing(BoardRow Row, string Href, State Status, DateOnly? Due, DateOnly? Since);
}
