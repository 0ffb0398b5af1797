using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Simpul.Web.Platform.Ui.Text;

/// <summary>Says in Indonesian what the framework's own checks of a form find, wherever an attribute brings no message of its own.</summary>
internal sealed class IndonesianMessages : IValidationMetadataProvider
{
    public static void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(new IndonesianMessages());
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => "Belum diisi. Isi kolom ini.");
        messages.SetMissingBindRequiredValueAccessor(name => $"{name} belum diisi. Lengkapi dahulu.");
        messages.SetMissingKeyOrValueAccessor(() => "Belum diisi. Isi kolom ini.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "Isi permintaan kosong.");
        messages.SetAttemptedValueIsInvalidAccessor((value, name) => $"\"{value}\" bukan isian yang sah untuk {name}. Periksa penulisannya.");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"\"{value}\" bukan isian yang sah. Periksa penulisannya.");
        messages.SetUnknownValueIsInvalidAccessor(name => $"Isian {name} tidak sah. Periksa penulisannya.");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Isian tidak sah. Periksa penulisannya.");
        messages.SetValueIsInvalidAccessor(value => $"\"{value}\" bukan isian yang sah. Periksa penulisannya.");
        messages.SetValueMustBeANumberAccessor(name => $"{name} harus berupa angka. Tulis angka saja, misalnya 1250 atau 2,5.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Harus berupa angka. Tulis angka saja, misalnya 1250 atau 2,5.");
    }

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (rule.ErrorMessageResourceName is null && (rule.ErrorMessage is null || IsFrameworkText(rule)))
                rule.ErrorMessage = Message(rule) ?? rule.ErrorMessage;
        }
    }

    // These attributes carry an English text of their own from birth.
    private static bool IsFrameworkText(ValidationAttribute rule) => rule switch
    {
        EmailAddressAttribute => rule.ErrorMessage == new EmailAddressAttribute().ErrorMessage,
        PhoneAttribute => rule.ErrorMessage == new PhoneAttribute().ErrorMessage,
        UrlAttribute => rule.ErrorMessage == new UrlAttribute().ErrorMessage,
        _ => false,
    };

    private static string? Message(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "{0} belum diisi. Lengkapi dahulu.",
        StringLengthAttribute { MinimumLength: > 0 } => "{0} harus {2} sampai {1} huruf.",
        StringLengthAttribute => "{0} lebih dari {1} huruf. Pendekkan menjadi paling banyak {1} huruf.",
        MaxLengthAttribute => "{0} lebih dari {1} huruf. Pendekkan menjadi paling banyak {1} huruf.",
        MinLengthAttribute => "{0} kurang dari {1} huruf. Lengkapi menjadi paling sedikit {1} huruf.",
        RangeAttribute => "{0} harus antara {1} dan {2}.",
        RegularExpressionAttribute => "{0} tidak sesuai bentuknya. Periksa penulisannya.",
        CompareAttribute => "{0} tidak sama dengan {1}. Tulis ulang keduanya.",
        EmailAddressAttribute => "{0} bukan alamat surel yang lengkap. Tulis seperti nama@contoh.go.id.",
        PhoneAttribute => "{0} bukan nomor telepon. Tulis angka saja, misalnya 081234567890.",
        UrlAttribute => "{0} bukan alamat web yang lengkap. Mulai dengan https://.",
        _ => null,
    };
}
