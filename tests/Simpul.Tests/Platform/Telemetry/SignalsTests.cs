using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Simpul.Tests.Kit;
using Simpul.Web.Modules.Obligations;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Jobs;
using Simpul.Web.Platform.Telemetry;
using Xunit;

namespace Simpul.Tests.Platform.Telemetry;

public sealed class SignalsTests
{
    [Fact]
    public async Task Failed_sign_ins_runs_of_jobs_and_the_board_are_measured()
    {
        using var listener = Listen(out var heard);
        await using var app = await App.StartWith(Make.Palembang);
        var (member, closed) = (await app.Member([Role.Operator]), await app.Member([Role.Operator]));
        await app.Do(services => services.GetRequiredService<Accounts>().Close(closed.AccountId, "Pindah", CancellationToken.None));
        await Try(app, closed.UserName, closed.Password);
        for (var at = 0; at < 6; at++)
        {
            await Try(app, member.UserName, "salah sama sekali");
        }
        using var browse = new Browse(app);
        await browse.Open("/masuk/openid/kembali?code=a&state=b");
        heard.ShouldContain("simpul.signin.failures simpul.reason=closed");
        heard.ShouldContain("simpul.signin.failures simpul.reason=password");
        heard.ShouldContain("simpul.signin.failures simpul.reason=locked");
        heard.ShouldContain("simpul.signin.failures simpul.reason=openid");

        var runner = app.Services.GetRequiredService<JobRunner>();
        await runner.Run(new ScheduledJob("test.heard", "Uji", "0 0 * * * ?", (_, _) => Task.FromResult("ya")), app.Clock.GetUtcNow(), null, CancellationToken.None);
        await runner.Run(new ScheduledJob("test.unheard", "Uji", "0 0 * * * ?", (_, _) => throw new IOException()), app.Clock.GetUtcNow(), null, CancellationToken.None);
        heard.ShouldContain("simpul.job.duration simpul.job=test.heard simpul.result=done");
        heard.ShouldContain("simpul.job.duration simpul.job=test.unheard simpul.result=failed");

        await app.Do(services => services.GetRequiredService<Board>().On(new DateOnly(2026, 11, 2)));
        heard.ShouldContain("simpul.board.duration");
    }

    private static Task<Account?> Try(App app, string name, string password) => app.Do(services => services.GetRequiredService<Credentials>().CheckPassword(name, password, CancellationToken.None));

    private static MeterListener Listen(out ConcurrentBag<string> heard)
    {
        var said = heard = [];
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Signals.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => said.Add(Words(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => said.Add(Words(instrument, tags)));
        listener.Start();
        return listener;
    }

    private static string Words(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = instrument.Name;
        foreach (var (key, value) in tags)
        {
            words += $" {key}={value}";
        }
        return words;
    }
}
