"""The records as they began."""

import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(error_messages={'unique': 'This user name is taken. Choose another.'}, max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()])),
                ('name', models.CharField(blank=True, max_length=120)),
                ('is_practitioner', models.BooleanField(default=False)),
                ('is_auditor', models.BooleanField(default=False)),
                ('is_admin', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=False)),
                ('created', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='one_account_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('pseudonym', models.CharField(max_length=120)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2200)])),
                ('sex', models.CharField(blank=True, choices=[('female', 'Female'), ('male', 'Male'), ('other', 'Other')], default='', max_length=6)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('archived', models.DateTimeField(blank=True, null=True)),
                ('erasing', models.BooleanField(default=False, editable=False)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clients', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pseudonym'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('save', 'Saved'), ('print', 'Printed'), ('sign', 'Signed')], max_length=5)),
                ('assessment', models.TextField()),
                ('knowledge_base_hash', models.CharField(max_length=64)),
                ('log_sequence', models.PositiveBigIntegerField()),
                ('log_hash', models.CharField(max_length=64)),
                ('open_because', models.TextField(blank=True, default=None, max_length=2000, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(default='not-assessed', max_length=14)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('note', models.TextField(blank=True, default='', max_length=2000)),
                ('version', models.PositiveIntegerField()),
                ('changed_at', models.DateTimeField()),
                ('finding', models.CharField(max_length=80)),
                ('side', models.CharField(max_length=7)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='EntryChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(default='not-assessed', max_length=14)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('note', models.TextField(blank=True, default='', max_length=2000)),
                ('version', models.PositiveIntegerField()),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='store.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('conclusion', models.CharField(max_length=200)),
                ('action', models.CharField(max_length=10)),
                ('reason', models.CharField(max_length=30)),
                ('text', models.TextField(blank=True, default='', max_length=2000)),
                ('log_sequence', models.PositiveBigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='store.decision')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['made_at'],
            },
        ),
        migrations.CreateModel(
            name='SignedReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', models.TextField(blank=True, default='', max_length=2000)),
                ('assessment', models.TextField()),
                ('assessment_sha256', models.CharField(max_length=64)),
                ('signed_name', models.CharField(max_length=150)),
                ('signed_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report', to='store.decision')),
                ('previous', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='next', to='store.signedreport')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-signed_at'],
            },
        ),
        migrations.CreateModel(
            name='SignedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('media_type', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='store.signedreport')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField()),
                ('age', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(120)])),
                ('status', models.CharField(choices=[('open', 'Open'), ('signed', 'Signed')], default='open', max_length=6)),
                ('protocol', models.JSONField(blank=True, default=list)),
                ('notes', models.TextField(blank=True, default='', max_length=20000)),
                ('amend_reason', models.TextField(blank=True, default='', max_length=2000)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('changed', models.DateTimeField(auto_now=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='store.client')),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='later', to='store.visit')),
            ],
            options={
                'ordering': ['-date', '-created'],
            },
        ),
        migrations.AddField(
            model_name='signedreport',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='store.visit'),
        ),
        migrations.AddField(
            model_name='entry',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='store.visit'),
        ),
        migrations.AddField(
            model_name='decision',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='store.visit'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.UniqueConstraint(fields=('owner', 'pseudonym'), name='one_client_a_pseudonym'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['', 'female', 'male', 'other'])), name='client_sex_known'),
        ),
        migrations.AddConstraint(
            model_name='entrychange',
            constraint=models.UniqueConstraint(fields=('entry', 'version'), name='one_change_a_version'),
        ),
        migrations.AddConstraint(
            model_name='entrychange',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['not-assessed', 'negative', 'positive', 'not-applicable'])), name='change_state_known'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['rejected', 'changed', 'added', 'restored'])), name='override_action_known'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['clinical-judgement', 'contraindicated-here', 'client-declined', 'not-practicable', 'already-done', 'wrong-input', 'rule-disputed'])), name='override_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='signeddocument',
            constraint=models.UniqueConstraint(fields=('report', 'name'), name='one_document_a_name'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'signed'])), name='visit_status_known'),
        ),
        migrations.AddConstraint(
            model_name='signedreport',
            constraint=models.UniqueConstraint(fields=('visit', 'number'), name='one_report_a_number'),
        ),
        migrations.AddConstraint(
            model_name='signedreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('previous', None)), models.Q(('number__gt', 1), ('previous__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='amendment_names_previous_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('visit', 'finding', 'side'), name='one_entry_a_finding_and_side'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['not-assessed', 'negative', 'positive', 'not-applicable'])), name='entry_state_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['left', 'right', 'midline'])), name='entry_side_known'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['save', 'print', 'sign'])), name='decision_purpose_known'),
        ),
    ]
